import { globMatches } from '@weir/domain/names/glob';
import { setTimeout as wait } from 'node:timers/promises';
import type { BudgetLedger } from '../poll/budget-ledger.ts';
import { MICROS } from '../poll/cost-class.ts';
import type { MeteredWire } from '../poll/metered-wire.ts';
import { ReplyError, type Reply } from '../replies/reply.ts';
import { encodeCommand } from '../resp/encode-command.ts';
import type { Ask } from '../resp/poll-wire.ts';
import { ReplyCursor } from '../resp/reply-cursor.ts';

// Keys one SCAN passes over, 0.25 to 0.35 ms. With 100 a call a key costs Redis a quarter more, and others' p99 is no better
// for it, because every call disturbs them; with more a call each of those waits longer.
const KEYS_PER_CALL = 250;
// Even with budget to spare, others come between two calls.
const PAUSE_MS = 5;

export interface SweepResult {
  readonly end: 'swept';
  /** Time of the server the sweep took, as far as it can be told. */
  readonly micros: number;
}

/** interrupted: `goOn` said no, and the next run goes on where this one ended. refused: SCAN was. */
export type SweepEnd = SweepResult | { readonly end: 'interrupted' | 'refused' };

/**
 * Goes once over the whole keyspace for keys of type stream that fit one of the patterns, in small steps within the
 * ledger's budget. Keys that are there throughout are found for certain (redis.io, SCAN); others by chance.
 * Rejects with NoAnswer; ends early when `goOn` says no, and goes on from there when it is run again.
 */
export class KeyspaceSweep {
  readonly #wire: MeteredWire;
  readonly #ledger: BudgetLedger;
  readonly #patterns: readonly Buffer[];
  readonly #found: (key: Buffer) => void;
  readonly #pauseMs: number;
  // SCAN TYPE came with 6.0; without it each key's type is asked for, at many times the cost.
  #typeOption = true;
  // Where an interrupted sweep goes on: whoever pauses often would otherwise never see the end of a large keyspace.
  #cursor = '0';
  #micros = 0;
  // What a key passed over costs, learned from the calls themselves, never above what was measured on a large keyspace.
  #perKey = MICROS.scan(1) - MICROS.scan(0);

  constructor(
    wire: MeteredWire,
    ledger: BudgetLedger,
    patterns: readonly string[],
    found: (key: Buffer) => void,
    pauseMs = PAUSE_MS,
  ) {
    this.#pauseMs = pauseMs;
    this.#wire = wire;
    this.#ledger = ledger;
    this.#patterns = patterns.map((pattern) => Buffer.from(pattern));
    this.#found = found;
  }

  async run(goOn: () => boolean): Promise<SweepEnd> {
    const size = await this.#ask(['DBSIZE'], MICROS.plain);
    const keys = Math.min(typeof size === 'number' ? size : KEYS_PER_CALL, KEYS_PER_CALL);
    do {
      if (!goOn()) return { end: 'interrupted' };
      const cost = MICROS.scan(0) + this.#perKey * keys;
      const startedAt = performance.now();
      const page = await this.#ask(this.#scanCommand(this.#cursor), cost);
      const tookMicros = (performance.now() - startedAt) * 1_000;
      this.#micros += cost;
      if (page instanceof ReplyError) {
        if (!this.#typeOption || page.code === 'NOPERM') return { end: 'refused' };
        this.#typeOption = false;
        continue;
      }
      this.#learn(tookMicros, keys);
      const [next, names] = page as readonly [Buffer, readonly Buffer[]]; // SCAN's shape on every version
      this.#cursor = next.toString('latin1');
      await this.#takeKeys(names);
      if (this.#pauseMs > 0) await wait(this.#pauseMs);
    } while (this.#cursor !== '0');
    const micros = this.#micros;
    this.#micros = 0;
    return { end: 'swept', micros };
  }

  #scanCommand(cursor: string): readonly (string | Buffer)[] {
    const [only] = this.#patterns;
    // COUNT before TYPE: the order that proxies and compatible servers have been seen to accept.
    return [
      'SCAN',
      cursor,
      ...(only !== undefined && this.#patterns.length === 1 ? ['MATCH', only] : []),
      'COUNT',
      String(KEYS_PER_CALL),
      ...(this.#typeOption ? ['TYPE', 'stream'] : []),
    ];
  }

  async #takeKeys(names: readonly Buffer[]): Promise<void> {
    const fitting = names.filter(
      (name) => this.#patterns.length === 0 || this.#patterns.some((pattern) => globMatches(pattern, name)),
    );
    if (this.#typeOption) {
      for (const name of fitting) this.#found(name);
      return;
    }
    const orders = fitting.map((name) => ({
      asks: [
        askOnce(['TYPE', name], (type) => {
          if (type === 'stream') this.#found(name);
        }),
      ],
      commands: 1,
      micros: MICROS.plain,
      likelyBytes: 10,
    }));
    await this.#wire.send(orders, this.#ledger);
  }

  // The answer's way there and back is more than the server's part of it, so this errs on the safe side.
  #learn(tookMicros: number, keys: number): void {
    if (keys < KEYS_PER_CALL) return;
    const measured = Math.min(MICROS.scan(1) - MICROS.scan(0), tookMicros / keys);
    this.#perKey += (measured - this.#perKey) / 8;
  }

  async #ask(words: readonly (string | Buffer)[], micros: number): Promise<Reply> {
    let answer: Reply = null;
    const ask = askOnce(words, (reply) => {
      answer = reply;
    });
    await this.#wire.send([{ asks: [ask], commands: 1, micros, likelyBytes: 32 }], this.#ledger);
    return answer;
  }
}

function askOnce(words: readonly (string | Buffer)[], take: (reply: Reply) => void): Ask {
  return {
    payload: encodeCommand(words),
    replies: 1,
    previous: undefined,
    // Copied, for names outlive the bytes they came in.
    answered: (raw) => take(raw === undefined ? null : new ReplyCursor(Buffer.from(raw)).value()),
  };
}
