import type { CallOutcome, CallResult, CopyCall } from '@weir/domain/actions/call';
import type { EntryId } from '@weir/domain/entries/entry-id';
import { failureFromNoAnswer } from '../../errors/failure.ts';
import { REFUSALS } from '../refusals.ts';
import { skipsFrom } from '../skip-text.ts';
import { restBehind } from '../step-pace.ts';
import type { Bench, How } from '../step.ts';
import { readExec, readLook, type Verdict } from './copy-answers.ts';
import { withinStep, type CopySource, type Found } from './copy-source.ts';
import { DISCARD, EXEC, type CopyScribe, type CopyStep } from './copy-step.ts';
import type { CopyWire, WireAnswer } from './copy-wire.ts';

/** Where a call stands between two steps. */
export interface CopyProgress {
  readonly steps: number;
  readonly soFar: CallResult;
  readonly complete: boolean;
}

type Piece = CallOutcome | { readonly outcome: 'look-again' };

interface Flight {
  readonly step: CopyStep;
  readonly queued: Promise<WireAnswer>;
  readonly answer: Promise<WireAnswer>;
}

/**
 * One call over one connection. While Redis carries out a step, the next page is here already and the step made of it
 * is on its way; only its EXEC waits until the mark was seen to stand where that step begins.
 */
export class CopyRun {
  readonly #call: CopyCall;
  readonly #bench: Bench;
  readonly #wire: CopyWire;
  readonly #source: CopySource;
  readonly #scribe: CopyScribe;
  progress: CopyProgress;
  /** As it will be when all that is under way has run. */
  #ahead: CopyProgress;
  /** Looked at and nothing found to copy, since the step before; and the last of these. */
  #passed = 0;
  #lastPassed: EntryId | undefined;
  #flight: Flight | undefined;
  #gently = false;

  constructor(
    call: CopyCall,
    bench: Bench,
    wire: CopyWire,
    source: CopySource,
    scribe: CopyScribe,
    progress: CopyProgress,
  ) {
    this.#call = call;
    this.#bench = bench;
    this.#wire = wire;
    this.#source = source;
    this.#scribe = scribe;
    this.progress = progress;
    this.#ahead = progress;
  }

  async toTheEnd({ signal, gently = false }: How): Promise<Piece> {
    this.#gently = gently;
    let reading = this.#read(this.#ahead.soFar.reached, 0);
    for (;;) {
      const found = await reading;
      if (signal.aborted) return (await this.#settle()) ?? this.#stopped();
      if (found.kind === 'too-much') {
        // The connection is gone with it, and perhaps the answer to a step: the mark tells whether that one ran.
        await this.#settle();
        return { outcome: 'look-again' };
      }
      if (found.kind === 'none') return (await this.#settle()) ?? this.#notSent(found.why);
      if (found.kind === 'refused') {
        return (await this.#settle()) ?? { outcome: 'refused', ...codeOf(found), soFar: this.progress.soFar };
      }
      const step = this.#stepOf(found.kind === 'page' ? withinStep(found) : found);
      const readOn = (): void => {
        if (!step.last) reading = this.#read(step.reached === '' ? null : step.reached, step.looked);
      };
      if (step.chosen.length === 0 && step.skips === '' && !step.last) {
        readOn();
        this.#passed = step.looked;
        this.#lastPassed = step.reached === '' ? undefined : step.reached;
        continue;
      }
      this.#passed = 0;
      this.#lastPassed = undefined;
      const trouble = await this.#send(step, readOn);
      if (trouble !== undefined) return trouble;
      if (step.last) return (await this.#settle()) ?? { outcome: 'done', result: this.progress.soFar };
    }
  }

  /** The page behind `reached`; `looked` = what was looked at since the steps that are on their way. */
  #read(reached: EntryId | null, looked: number): Promise<Found> {
    const left = this.#call.atMost - this.#ahead.soFar.looked - looked;
    const most = Math.max(1, Math.min(left, this.#bench.pace(this.#call).sizeOf(this.#gently)));
    return this.#source.read(this.#wire, reached ?? this.#call.after, most);
  }

  #stepOf(found: Extract<Found, { kind: 'page' | 'too-large' }>): CopyStep {
    const { soFar, steps } = this.#ahead;
    const isPage = found.kind === 'page';
    const looked = this.#passed + (isPage ? found.page.entries.length : 1);
    const lastId = isPage ? found.lastId : found.id;
    const ended = isPage ? found.ended : found.id === this.#call.until;
    const chosen = isPage ? found.chosen : [];
    return {
      step: steps + 1,
      page: isPage ? found.page : null,
      chosen,
      places: isPage ? (found.places?.map((place) => place + this.#passed) ?? null) : null,
      before: soFar,
      looked,
      bytes: chosen.reduce((sum, entry) => sum + entry.bytes, 0),
      reached: lastId ?? this.#lastPassed ?? soFar.reached ?? '',
      last: ended || soFar.looked + looked >= this.#call.atMost,
      more: !ended,
      skips: isPage ? '' : `${found.id} l \n`,
    };
  }

  /**
   * Sends a step and, once the one before is settled and the mark stands right, its EXEC. The next page is asked for
   * between the look and the step: what the look says is here before that page is, so the EXEC lies behind the step
   * when Redis comes to it, and while Redis carries the step out the page is made into the next one.
   */
  async #send(step: CopyStep, readOn: () => void): Promise<Piece | undefined> {
    const looked = this.#wire.ask(this.#scribe.lookOf(step), this.#scribe.looks);
    readOn();
    const queued = this.#wire.ask(this.#scribe.bytesOf(step), this.#scribe.repliesOf(step));
    const before = await this.#settle();
    const answer = await looked;
    if (before !== undefined) return this.#withdraw(before);
    if (answer.kind !== 'replies')
      return answer.kind === 'none' ? this.#notSent(answer.why) : { outcome: 'look-again' };
    const known = this.#bench.stepsOf.get(this.#call.job);
    const verdict = readLook(answer.raw, this.#call, step.step, known);
    if (verdict !== undefined) return this.#withdraw(this.#pieceOf(verdict));
    this.#flight = { step, queued, answer: this.#wire.ask(EXEC, 1) };
    this.#ahead = after(this.#ahead, step);
    return undefined;
  }

  /** The step under way has run; or what stands in the way of going on. */
  async #settle(): Promise<Piece | undefined> {
    const flight = this.#flight;
    if (flight === undefined) return undefined;
    this.#flight = undefined;
    const answer = await flight.answer;
    if (answer.kind === 'too-large') return { outcome: 'unknown', because: UNANSWERED.lost };
    if (answer.kind === 'none') {
      return answer.why === 'not-sent'
        ? this.#notSent(answer.why)
        : { outcome: 'unknown', because: UNANSWERED[answer.why] };
    }
    const queued = await flight.queued;
    const verdict = readExec(answer.raw, queued.kind === 'replies' ? queued.raw : Buffer.alloc(0));
    if (verdict.kind !== 'ran') return this.#pieceOf(verdict);
    const copied = flight.step.chosen.length;
    if (copied > 0) this.#bench.pace(this.#call).learn(copied, verdict.micros, this.#gently);
    this.progress = after(this.progress, flight.step);
    if (this.#gently) await restBehind(copied, verdict.micros);
    return undefined;
  }

  async #withdraw(piece: Piece): Promise<Piece> {
    await this.#wire.ask(DISCARD, 1);
    return piece;
  }

  #pieceOf(verdict: Exclude<Verdict, { kind: 'ran' }>): Piece {
    if (verdict.kind === 'look-again') return { outcome: 'look-again' };
    if (verdict.kind === 'unknown') return { outcome: 'unknown', because: verdict.because };
    return { outcome: 'refused', ...codeOf(verdict), soFar: this.progress.soFar };
  }

  #stopped(): CallOutcome {
    return { outcome: 'done', result: { ...this.progress.soFar, more: true } };
  }

  #notSent(why: 'not-sent' | 'timed-out' | 'lost'): CallOutcome {
    const sentence = `${failureFromNoAnswer(why).sentence} Nothing more was copied.`;
    return { outcome: 'refused', code: 'NOTCONNECTED', sentence, soFar: this.progress.soFar };
  }
}

const UNANSWERED = {
  'timed-out': 'Redis did not answer within 4 s; the step may still be carried out',
  lost: 'the connection broke off after the step was sent and before its answer',
} as const;

function codeOf({ code, sentence }: { readonly code: string; readonly sentence?: string }): {
  readonly code: string;
  readonly sentence: string;
} {
  return { code, sentence: sentence ?? REFUSALS[code] ?? code };
}

function after({ soFar }: CopyProgress, step: CopyStep): CopyProgress {
  const skipped = step.skips === '' ? soFar.skipped : [...soFar.skipped, ...skipsFrom(Buffer.from(step.skips))];
  return {
    steps: step.step,
    complete: step.last,
    soFar: {
      done: soFar.done + step.chosen.length,
      looked: soFar.looked + step.looked,
      skipped,
      bytes: soFar.bytes + step.bytes,
      reached: step.reached === '' ? null : step.reached,
      more: step.more,
    },
  };
}
