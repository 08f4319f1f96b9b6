import type { Call, Changer } from '@weir/domain/actions/call';
import { ConsoleError } from '@weir/domain/errors/console-error';
import type { Link } from '../links/link.ts';
import { nameBytes, type Reader } from '../pages/reader.ts';
import { createWriter } from '../writer/writer.ts';
import { closeMark } from './close-mark.ts';
import { readLineage } from './lineage.ts';
import { markKey } from './mark-key.ts';
import { PERFORM, type PerformTable } from './perform.ts';
import { emptyTrash } from './empty-trash.ts';
import { readMark } from './read-mark.ts';
import { NOTHING, type Bench, type Perform } from './step.ts';
import { trashKey } from './trash-key.ts';
import { createStepPace, type StepPace } from './step-pace.ts';

const MOST_PACES = 500;

/** Carries calls out over `write`. `read` serves what need not stand in line behind the writes. */
export function createChanger(write: Link, read: Reader, table: PerformTable = PERFORM): Changer {
  const writer = createWriter(write);
  const paces = new Map<string, StepPace>();
  const mode = (): 'cluster' | 'one' => (write.session?.identity.mode === 'cluster' ? 'cluster' : 'one');
  const keyFor = (job: string, beside: string): string => markKey(job, nameBytes(beside), mode());
  const trashFor = (job: string, stream: string): string => trashKey(job, nameBytes(stream), mode());
  const bench: Bench = {
    writer,
    write,
    read,
    markKey: (call) => keyFor(call.job, written(call)),
    trashKey: trashFor,
    mark: (call) => readMark(write, keyFor(call.job, written(call))),
    pace(call) {
      const key = `${call.kind} ${call.stream}`;
      let pace = paces.get(key);
      if (pace === undefined) {
        if (paces.size >= MOST_PACES) paces.clear();
        pace = createStepPace();
        paces.set(key, pace);
      }
      return pace;
    },
    stepsOf: new Map(),
  };
  return {
    async run(call, how) {
      try {
        // Sound: the row under a kind performs calls of that kind.
        return await (table[call.kind] as Perform<Call>)(call, bench, how);
      } catch (error) {
        // A name that stands for no bytes: found before anything is sent.
        if (!(error instanceof ConsoleError)) throw error;
        return { outcome: 'refused', code: 'WEIR-INPUT', sentence: error.sentence, soFar: NOTHING };
      }
    },
    async recall(job, stream, to) {
      const mark = await readMark(write, keyFor(job, to ?? stream));
      if (mark === undefined) return { found: false };
      return { found: true, number: mark.number, complete: mark.complete, result: mark.result };
    },
    lineage: () => readLineage(write),
    emptyTrash: (job, stream) => emptyTrash(writer, trashFor(job, stream)),
    async close(job, stream, to) {
      const written = await closeMark(writer, keyFor(job, to ?? stream));
      if (written.outcome === 'done') bench.stepsOf.delete(job);
      return written.outcome === 'done' ? { outcome: 'done' } : written;
    },
  };
}

/** The key the call writes. */
function written(call: Call): string {
  return 'to' in call ? call.to : call.stream;
}
