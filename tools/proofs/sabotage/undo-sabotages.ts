import type { Sabotage } from './sabotage.ts';

const steps = 'packages/redis/src/changes/steps';
const stepsTest = 'packages/redis/src/changes/give-and-put-back.test.ts';
const toldTest = 'tools/proofs/undo/undo-told.test.ts';

/** What keeps an undo from taking back more than was done. */
export const UNDO_SABOTAGES: readonly Sabotage[] = [
  {
    name: 'undo-whatever-became-of-it',
    edits: [{ file: `${steps}/give-back.ts`, text: 'if kept_ids[id] then', replacement: 'if true then' }],
    test: {
      file: stepsTest,
      title: 'what was claimed goes back to who had it, with deliveries and time, and only while it is as it was left',
    },
  },
  {
    name: 'undo-forces-what-is-pending',
    edits: [
      { file: `${steps}/put-back.ts`, text: "if pending then skip(id, 'a', pending[2])", replacement: 'if false then' },
    ],
    test: {
      file: stepsTest,
      title: 'what was acknowledged is pending again as it was; what is pending, unread or gone is left',
    },
  },
  {
    name: 'undo-without-time-of-claim',
    edits: [
      {
        file: 'packages/domain/src/undo/give-back-entries.ts',
        text: 'left.deliveries === asLeft.deliveries && untouched',
        replacement: 'left.deliveries === asLeft.deliveries',
      },
    ],
    test: { file: toldTest, title: 'what consumers did to claimed entries since stays, each with its reason' },
  },
  {
    name: 'undo-in-time-behind-any-number',
    edits: [
      { file: 'packages/domain/src/undo/idle-anew.ts', text: 'newer > MOST_NEWER', replacement: 'newer === Infinity' },
    ],
    test: {
      file: 'tools/proofs/undo/undo-newer.test.ts',
      title: 'what goes back keeps its time, or the plan says why not, and so does the result',
    },
  },
  {
    name: 'undo-twice',
    edits: [
      {
        file: 'packages/api/src/act/past-of.ts',
        text: 'if (undoes === undefined) return null;',
        replacement: 'if (undoes !== null) return null;',
      },
    ],
    test: {
      file: toldTest,
      title: 'the job and its record say by which job it was taken back, and it is not taken back twice',
    },
  },
];
