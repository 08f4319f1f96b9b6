import type { CallResult } from '@weir/domain/actions/call';
import type { DeadLetterCall, RedriveCall } from '@weir/domain/actions/letter-calls';
import type { SeenEntry } from '@weir/domain/actions/seen-entry';
import { failureFromNoAnswer, failureFromReply } from '../../errors/failure.ts';
import { nameBytes } from '../../pages/reader.ts';
import { ReplyError, type Reply } from '../../replies/reply.ts';
import { encodeCommand } from '../../resp/encode-command.ts';
import { ReplyCursor } from '../../resp/reply-cursor.ts';
import { runScript } from '../run-script.ts';
import type { Progress } from '../run-steps.ts';
import { skipsFrom } from '../skip-text.ts';
import { stepScript } from '../step-lua.ts';
import { followsOf, type Bench, type Stepper } from '../step.ts';
import { copyPageFrom, wordsOf } from './copy-page.ts';
import { LARGEST_ENTRY_BYTES } from './copy-source.ts';
import type { CopyWire } from './copy-wire.ts';
import { PASSAGE_BEGINS, PASSAGE_FINISHES, passageEnds, passageReleases } from './passage-lua.ts';

export type MoveCall = DeadLetterCall | RedriveCall;

/** How entries of one kind of call leave their stream for another one. */
export interface Passage<C extends MoveCall> {
  readonly stepper: Stepper<C>;
  /** How it is noted that an entry is not there any more. */
  readonly absent: 'p' | 'g';
  /** The body of `release(source, from)`: lets go of the entry and gives nil, or why not; its arguments from `from` on. */
  readonly release: {
    readonly lua: string;
    readonly args: (call: C, entry: SeenEntry) => readonly (string | Buffer)[];
  };
  /** Names and values of the new entry; `at` = the server's time. */
  readonly words: (words: readonly Buffer[], call: C, entry: SeenEntry, at: number) => readonly (string | Buffer)[];
}

/** What became of one entry. */
export type Passed =
  | { readonly passed: 'yes'; readonly progress: Progress }
  | { readonly passed: 'no'; readonly code: string; readonly sentence?: string }
  | { readonly passed: 'unknown'; readonly because: string };

interface Left {
  readonly reason: string;
  readonly name: Buffer | string;
}

const SKIPS = stepScript(`skip(ARGV[5], ARGV[6]) result.looked = 1`);
// What Redis puts around the words of an entry comes on top.
const ENTRY_REPLY = LARGEST_ENTRY_BYTES + 8 * 1024 * 1024;
const NOT_NOTED = 'Redis carried out the step and could not note it';

/** Passes single entries of one call through one connection. Every way it can end is a value. */
export class PassageStep<C extends MoveCall> {
  readonly #passage: Passage<C>;
  readonly #call: C;
  readonly #bench: Bench;
  readonly #wire: CopyWire;
  readonly #oneSlot: boolean;
  readonly #mark: string;
  readonly #to: Buffer;
  readonly #source: Buffer;

  constructor(passage: Passage<C>, call: C, bench: Bench, wire: CopyWire, oneSlot: boolean) {
    this.#passage = passage;
    this.#call = call;
    this.#bench = bench;
    this.#wire = wire;
    this.#oneSlot = oneSlot;
    this.#mark = bench.markKey(call);
    this.#to = nameBytes(call.to);
    this.#source = nameBytes(call.stream);
  }

  /** The entry the call stands at. */
  async pass(progress: Progress): Promise<Passed> {
    const entry = this.#call.entries[progress.soFar.looked];
    if (entry === undefined) return { passed: 'yes', progress: { ...progress, complete: true } };
    const read = await this.#ask([encodeCommand(['XRANGE', this.#source, entry.id, entry.id])], ENTRY_REPLY);
    if (read.kind === 'too-large') return this.#leave(entry, progress, 'l');
    if (read.kind === 'none') return { passed: 'no', code: 'NOTCONNECTED', sentence: read.sentence };
    const [error] = read.replies;
    if (error instanceof ReplyError) return refusedBy(error, 'XRANGE');
    const page = copyPageFrom(read.raw);
    const [placed] = page.entries;
    if (placed === undefined) return this.#leave(entry, progress, this.#passage.absent);
    if (placed.bytes > LARGEST_ENTRY_BYTES) return this.#leave(entry, progress, 'l');
    const time = await this.#ask([encodeCommand(['TIME'])]);
    if (time.kind !== 'replies') return { passed: 'no', code: 'NOTCONNECTED' };
    const words = this.#passage.words(wordsOf(page, placed), this.#call, entry, millisFrom(time.replies[0]));
    return this.#add(entry, progress, words, placed.bytes);
  }

  /** Finishes the entry that is in the target and was not let go of, if there is one. */
  async settle(progress: Progress): Promise<Passed | null> {
    const asked = await this.#ask([encodeCommand(['HGET', this.#mark, 'letting'])]);
    if (asked.kind !== 'replies') return { passed: 'unknown', because: SILENT };
    const [letting] = asked.replies;
    if (!Buffer.isBuffer(letting)) return null;
    const [, , id] = letting.toString('latin1').split(' ');
    const entry = this.#call.entries.find((each) => each.id === id);
    if (entry === undefined) return { passed: 'no', code: 'WEIR-BEHIND' };
    const left = await this.#release(entry);
    if ('passed' in left) return left;
    // Not there any more: most likely let go of by the step whose answer was lost. It is in the target either way.
    const gone = left.reason === 'n' || left.reason === 'g';
    return this.#finish(entry, progress, gone ? { reason: '', name: '' } : left, letting.toString('latin1'));
  }

  async #add(
    entry: SeenEntry,
    progress: Progress,
    words: readonly (string | Buffer)[],
    bytes: number,
  ): Promise<Passed> {
    const { number } = this.#call;
    const [step, aim] = [progress.steps + 1, this.#aim(entry, progress, bytes)];
    const begins = ['EVAL', PASSAGE_BEGINS, '2', this.#mark, this.#to];
    const ends = ['EVAL', passageEnds(this.#passage.release.lua), this.#oneSlot ? '3' : '2', this.#mark, this.#to];
    if (this.#oneSlot) ends.push(this.#source);
    const release = this.#oneSlot ? ['1', ...this.#passage.release.args(this.#call, entry)] : ['0'];
    const answer = await this.#ask([
      encodeCommand(['MULTI']),
      encodeCommand([...begins, String(number), String(followsOf(this.#call)), String(step)]),
      encodeCommand(['XADD', this.#to, ...(this.#call.create ? [] : ['NOMKSTREAM']), '*', ...words]),
      encodeCommand([...ends, ...aim, ...release]),
      encodeCommand(['EXEC']),
    ]);
    if (answer.kind === 'none' && answer.why === 'not-sent') {
      return { passed: 'no', code: 'NOTCONNECTED', sentence: answer.sentence };
    }
    if (answer.kind !== 'replies') return { passed: 'unknown', because: SILENT };
    const exec = answer.replies.at(-1);
    if (exec instanceof ReplyError) {
      const first = answer.replies.find((reply) => reply instanceof ReplyError);
      return refusedBy(first instanceof ReplyError ? first : exec, 'XADD');
    }
    const [, added, ended] = Array.isArray(exec) ? (exec as readonly Reply[]) : []; // replies hold replies
    switch (textOf(ended)) {
      case 'ok':
        return this.#stands();
      case 'again':
        // Something of this job was still on its way and ran in between: the mark is read anew.
        return { passed: 'unknown', because: 'an earlier step of the job ran in between' };
      case 'none':
        return added instanceof ReplyError ? refusedBy(added, 'XADD') : { passed: 'no', code: 'WEIR-NOTARGET' };
      case 'let': {
        const left = await this.#release(entry);
        if ('passed' in left) return left;
        return this.#finish(entry, progress, left, `${number} ${step} ${entry.id} ${textOf(added)}`, bytes);
      }
      default:
        return { passed: 'unknown', because: NOT_NOTED };
    }
  }

  async #release(entry: SeenEntry): Promise<Left | Exclude<Passed, { passed: 'yes' }>> {
    const args = this.#passage.release.args(this.#call, entry);
    const text = passageReleases(this.#passage.release.lua);
    const written = await this.#bench.writer.write(['EVAL', text, '1', this.#source, ...args]);
    if (written.outcome === 'unknown') return { passed: 'unknown', because: written.because };
    if (written.outcome === 'refused') return { passed: 'no', code: written.code, sentence: written.sentence };
    const [reason, name] = Array.isArray(written.reply) ? (written.reply as readonly Reply[]) : []; // replies hold replies
    return { reason: textOf(reason), name: Buffer.isBuffer(name) ? name : '' };
  }

  async #finish(entry: SeenEntry, progress: Progress, left: Left, letting: string, bytes = 0): Promise<Passed> {
    const aim = this.#aim(entry, progress, bytes);
    const [, , , added = ''] = letting.split(' ');
    const keys = ['EVAL', PASSAGE_FINISHES, '2', this.#mark, this.#to] as const;
    const written = await this.#bench.writer.write([...keys, ...aim, letting, added, left.reason, left.name]);
    if (written.outcome === 'unknown') return { passed: 'unknown', because: written.because };
    if (written.outcome === 'refused') return { passed: 'no', code: written.code, sentence: written.sentence };
    return this.#stands();
  }

  /** Where the call stands by its mark: what the step did is said there alone. */
  async #stands(): Promise<Passed> {
    const mark = await this.#bench.mark(this.#call).catch(() => undefined);
    if (mark === undefined) return { passed: 'unknown', because: SILENT };
    return { passed: 'yes', progress: { steps: mark.step, soFar: mark.result, complete: mark.complete } };
  }

  async #leave(entry: SeenEntry, progress: Progress, reason: string): Promise<Passed> {
    const { number, follows } = this.#call;
    const head = [follows === undefined ? String(number) : `${number} ${follows}`, String(progress.steps + 1), ''];
    const args = [...head, this.#isLast(progress) ? '1' : '0', entry.id, reason];
    const answer = await runScript(this.#bench.writer, SKIPS, [this.#mark, this.#to], args);
    if (answer.step === 'unknown') return { passed: 'unknown', because: answer.because };
    if (answer.step === 'refused') return { passed: 'no', code: answer.code, sentence: answer.sentence };
    const { soFar } = progress;
    const skipped = skipsFrom(Buffer.from(`${entry.id} ${reason} \n`));
    const result: CallResult = { ...soFar, looked: soFar.looked + 1, skipped: [...soFar.skipped, ...skipped] };
    return {
      passed: 'yes',
      progress: { steps: progress.steps + 1, soFar: result, complete: this.#isLast(progress) },
    };
  }

  #aim(entry: SeenEntry, progress: Progress, bytes: number): readonly string[] {
    const { soFar, steps } = progress;
    const before = [soFar.done, soFar.looked, soFar.bytes].map(String);
    const last = this.#isLast(progress) ? '1' : '0';
    return [String(this.#call.number), String(steps + 1), last, ...before, String(bytes), entry.id];
  }

  #isLast({ soFar }: Progress): boolean {
    return soFar.looked + 1 >= this.#call.entries.length;
  }

  async #ask(
    commands: readonly Buffer[],
    mostBytes?: number,
  ): Promise<
    | { readonly kind: 'replies'; readonly raw: Buffer; readonly replies: readonly Reply[] }
    | { readonly kind: 'too-large' }
    | { readonly kind: 'none'; readonly why: string; readonly sentence: string }
  > {
    const answer = await this.#wire.ask(Buffer.concat(commands), commands.length, mostBytes);
    if (answer.kind === 'too-large') return answer;
    if (answer.kind === 'none') {
      return { kind: 'none', why: answer.why, sentence: failureFromNoAnswer(answer.why).sentence };
    }
    const cursor = new ReplyCursor(answer.raw);
    return { kind: 'replies', raw: answer.raw, replies: commands.map(() => cursor.value()) };
  }
}

const SILENT = 'Redis did not answer; the step may still be carried out';

function refusedBy(error: ReplyError, command: string): Passed & { readonly passed: 'no' } {
  if (/equal or smaller|exhausted/.test(error.text)) return { passed: 'no', code: 'WEIR-TARGETFULL' };
  if (/invalid stream id/i.test(error.text)) return { passed: 'no', code: 'WEIR-NONOMKSTREAM' };
  if (error.code === 'WRONGTYPE') return { passed: 'no', code: 'WEIR-TARGETNOTSTREAM' };
  return { passed: 'no', code: error.code, sentence: failureFromReply(error, [command]).sentence };
}

function millisFrom(time: Reply | undefined): number {
  const [seconds, micros] = Array.isArray(time) ? (time as readonly Reply[]) : []; // replies hold replies
  return Number(textOf(seconds)) * 1_000 + Math.floor(Number(textOf(micros)) / 1_000);
}

function textOf(reply: Reply | undefined): string {
  if (Buffer.isBuffer(reply)) return reply.toString('latin1');
  return typeof reply === 'string' ? reply : '';
}
