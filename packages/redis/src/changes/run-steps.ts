import { setImmediate as turn } from 'node:timers/promises';
import type { Call, CallOutcome, CallResult } from '@weir/domain/actions/call';
import { ConsoleError } from '@weir/domain/errors/console-error';
import type { Mark } from './read-mark.ts';
import { REFUSALS } from './refusals.ts';
import { runScript, type StepAnswer } from './run-script.ts';
import { restBehind } from './step-pace.ts';
import { followsOf, NOTHING, type Bench, type How, type Perform, type Stepper } from './step.ts';

/** Where a call stands between two steps. */
export interface Progress {
  readonly steps: number;
  readonly soFar: CallResult;
  readonly complete: boolean;
}

/** shorter = the step was too much for one script; nothing of it was done. */
type Piece = CallOutcome | { readonly outcome: 'look-again' } | { readonly outcome: 'shorter' };

const AT_START: Progress = { steps: 0, soFar: NOTHING, complete: false };
// Asked before the answer has come: Redis always has the next step at hand, and nothing grows without bound.
const WINDOW = 2;
// Two steps that Redis finds in one read it carries out in one go: others wait for both, and as both answers come
// together, Redis then waits for us. So the second follows when the first was surely begun.
const APART_MS = 0.2;
const LOOKS = 3;

/** Carries a kind of call out in steps of one script each, none of which can take effect twice. */
export function inSteps<C extends Call>(stepper: Stepper<C>): Perform<C> {
  return async (call, bench, how) => {
    let progress = AT_START;
    let known: 'begin' | 'look' = how.resume ? 'look' : 'begin';
    for (let looks = 0; ;) {
      if (known === 'look') {
        const found = await standing(call, bench, progress.steps);
        if ('outcome' in found) return found.outcome === 'refused' ? { ...found, soFar: progress.soFar } : found;
        progress = found;
      }
      if (progress.complete) {
        bench.stepsOf.set(call.job, { number: call.number, steps: progress.steps });
        return { outcome: 'done', result: progress.soFar };
      }
      const run = new Run(stepper, call, bench, how, progress, looks === 0);
      const piece = await run.toTheEnd();
      progress = run.progress;
      // Only what is certain is held against the next call: behind a lost answer more may have run than was seen.
      if (piece.outcome === 'done') bench.stepsOf.set(call.job, { number: call.number, steps: progress.steps });
      else bench.stepsOf.delete(call.job);
      known = 'look';
      // A shorter step follows, and of one entry the script says so no more: this comes to an end.
      if (piece.outcome === 'shorter') continue;
      if (piece.outcome !== 'look-again') return piece;
      if (looks === LOOKS) return refused('WEIR-BEHIND', progress.soFar);
      looks += 1;
    }
  };
}

/** Where the call stands by its mark, which may not be behind what is known to have run. */
export async function standing(call: Call, bench: Bench, ran: number): Promise<Progress | CallOutcome> {
  let mark: Mark | undefined;
  try {
    mark = await bench.mark(call);
  } catch (error) {
    if (!(error instanceof ConsoleError)) throw error;
    return { outcome: 'unknown', because: error.sentence };
  }
  const number = mark?.number ?? 0;
  if (number > call.number) return refused('WEIR-AHEAD', NOTHING);
  if (mark !== undefined && number === call.number && mark.step >= ran) {
    return { steps: mark.step, soFar: mark.result, complete: mark.complete };
  }
  return number === followsOf(call) && ran === 0 ? AT_START : refused('WEIR-BEHIND', NOTHING);
}

interface Flight {
  readonly size: number;
  readonly sentAt: number;
  readonly answer: Promise<StepAnswer>;
}

class Run<C extends Call> {
  readonly #stepper: Stepper<C>;
  readonly #call: C;
  readonly #bench: Bench;
  readonly #how: How;
  readonly #length: number | null;
  readonly #keys: readonly (string | Buffer)[];
  readonly #window: number;
  readonly #gently: boolean;
  readonly #flights: Flight[] = [];
  #answeredAt = 0;
  #wayMs: number | undefined;
  progress: Progress;
  #sent: number;
  #from: number;

  constructor(stepper: Stepper<C>, call: C, bench: Bench, how: How, progress: Progress, overlaps: boolean) {
    this.#stepper = stepper;
    this.#call = call;
    this.#bench = bench;
    this.#how = how;
    this.#length = stepper.length(call);
    this.#keys = [bench.markKey(call), ...stepper.keys(call, bench)];
    this.#gently = how.gently === true;
    const known = this.#length !== null && stepper.endsItself !== true;
    this.#window = overlaps && known && !this.#gently ? WINDOW : 1;
    this.progress = progress;
    this.#sent = progress.steps;
    this.#from = progress.soFar.looked;
  }

  async toTheEnd(): Promise<Piece> {
    for (;;) {
      await this.#fill();
      const flight = this.#flights.shift();
      if (flight === undefined) break;
      const answer = await flight.answer;
      const now = performance.now();
      const tookMs = now - Math.max(flight.sentAt, this.#answeredAt);
      this.#answeredAt = now;
      if (answer.step === 'ran') {
        this.#take(answer);
        if (this.#stepper.endsItself === true) this.#from = this.progress.soFar.looked;
        const looked = this.#stepper.endsItself === true ? answer.result.looked : flight.size;
        await this.#learn(looked, answer.micros, tookMs);
        if (answer.complete) break;
        if (this.#gently) await restBehind(looked, answer.micros);
        continue;
      }
      // A step behind one that did not run finds the mark elsewhere and changes nothing: only its answer is awaited.
      const overlapped = this.#window > 1 && this.progress.steps > 0;
      await Promise.all(this.#flights.map((each) => each.answer));
      if (answer.step === 'unknown') return { outcome: 'unknown', because: answer.because };
      if (answer.step === 'shorter') {
        this.#bench.pace(this.#call).shrink(answer.entries);
        return { outcome: 'shorter' };
      }
      if (answer.step === 'again' || (answer.code === 'WEIR-BEHIND' && overlapped)) return { outcome: 'look-again' };
      return { outcome: 'refused', code: answer.code, sentence: answer.sentence, soFar: this.progress.soFar };
    }
    const { soFar, complete } = this.progress;
    return { outcome: 'done', result: complete ? soFar : { ...soFar, more: true } };
  }

  /** Sends the steps that may be under way together. */
  async #fill(): Promise<void> {
    while (this.#maySend()) {
      const before = this.#flights.at(-1);
      if (before !== undefined) {
        await begun(before);
        if (!this.#maySend()) return;
      }
      this.#send();
    }
  }

  #maySend(): boolean {
    if (this.#flights.length >= this.#window || this.#how.signal.aborted) return false;
    // The first step alone: a server that does not know the script yet is told once.
    if (this.#flights.length > 0 && this.progress.steps === 0) return false;
    return this.#length === null || this.#from < this.#length || this.#sent === 0;
  }

  #send(): void {
    const left = this.#length === null ? Infinity : this.#length - this.#from;
    const { atLeast = 1, mostEntries } = this.#stepper;
    const most = Math.min(Math.max(this.#bench.pace(this.#call).sizeOf(this.#gently), atLeast), mostEntries, left);
    const size = this.#stepper.fitting?.(this.#call, this.#from, most) ?? most;
    this.#sent += 1;
    const args = [...this.#head(size === left), ...this.#stepper.args(this.#call, this.#from, size)];
    const answer = runScript(this.#bench.writer, this.#stepper.script, this.#keys, args);
    this.#flights.push({ size, sentAt: performance.now(), answer });
    this.#from += size;
  }

  #head(last: boolean): readonly string[] {
    const { job, number, follows } = this.#call;
    const before = this.#bench.stepsOf.get(job);
    const known = before?.number === followsOf(this.#call) && this.#sent === 1 ? String(before.steps) : '';
    return [
      follows === undefined ? String(number) : `${number} ${follows}`,
      String(this.#sent),
      known,
      last ? '1' : '0',
    ];
  }

  /** `tookMs` counts where the server's scripts have no clock at all, less the way there and back. */
  async #learn(size: number, micros: number, tookMs: number): Promise<void> {
    const pace = this.#bench.pace(this.#call);
    if (micros > 0) {
      pace.learn(size, micros, this.#gently);
      return;
    }
    if (this.#wayMs === undefined) {
      const began = performance.now();
      await this.#bench.writer.write(['PING']);
      this.#wayMs = performance.now() - began;
    } else pace.learn(size, (tookMs - this.#wayMs) * 1_000, this.#gently);
  }

  #take(answer: StepAnswer & { readonly step: 'ran' }): void {
    const { soFar, steps } = this.progress;
    const { result, complete } = answer;
    const sum: CallResult = {
      ...result,
      done: soFar.done + result.done,
      looked: soFar.looked + result.looked,
      bytes: soFar.bytes + result.bytes,
      skipped: result.skipped.length === 0 ? soFar.skipped : [...soFar.skipped, ...result.skipped],
      ...bothTimes(soFar.ranAt, result.ranAt),
    };
    this.progress = { steps: steps + 1, soFar: sum, complete };
  }
}

/** Waits until Redis has surely taken up the step. */
async function begun({ sentAt, answer }: Flight): Promise<void> {
  const seen = { answered: false };
  void answer.then(() => (seen.answered = true));
  while (!seen.answered && performance.now() - sentAt < APART_MS) await turn();
}

/** From the first step to the newest. */
function bothTimes(before: CallResult['ranAt'], now: CallResult['ranAt']): Pick<CallResult, 'ranAt'> {
  if (before === undefined || now === undefined) return now === undefined ? {} : { ranAt: now };
  return { ranAt: [before[0], now[1]] };
}

function refused(code: string, soFar: CallResult): CallOutcome {
  return { outcome: 'refused', code, sentence: REFUSALS[code] ?? code, soFar };
}
