import { formatCount } from '../metrics/format-figures.ts';
import { cliName } from '../names/cli-name.ts';
import { refusedUndo } from './undo-refusal.ts';
import type { UndoRule } from './undo-rule.ts';

/** A deleted stream comes back out of the trash, with its groups, as long as it lies there and its name is free. */
export const undoDeleteStream: UndoRule = {
  locked: () => null,
  async draft({ job }, { look }) {
    const { stream, jobId } = job;
    const trashed = await look.trashed(jobId, stream);
    if (trashed === null) {
      return refusedUndo(['It is not in the trash any more: a day was over, or Redis needed the memory.']);
    }
    if ((await look.stream(stream)) !== 'none') {
      return refusedUndo([
        'There is something under the name ',
        { name: stream },
        ' again. Delete or rename that first; what is in the trash stays until then.',
      ]);
    }
    const { length, groups } = trashed;
    return {
      title: `Bring back ${stream} with ${formatCount(length, 'full')} ${length === 1 ? 'entry' : 'entries'}`,
      affects: { count: length, exact: true },
      groups: [],
      warnings: [],
      commands: [`RENAMENX weir:trash:${jobId} ${cliName(stream)}`, `PERSIST ${cliName(stream)}`],
      shows: {
        moves: [],
        figures: [
          { what: 'Entries', now: 'none', before: formatCount(length, 'full') },
          { what: 'Groups', now: 'none', before: formatCount(groups, 'full') },
        ],
        stays: { reasons: [], sample: [] },
      },
      basis: {
        streamLastId: null,
        groupPosition: null,
        lastGeneratedId: '0-0',
        entriesAdded: null,
        targetState: 'none',
      },
      work: { do: 'restore-stream', deletion: jobId },
      refusal: null,
      typeName: null,
    };
  },
};
