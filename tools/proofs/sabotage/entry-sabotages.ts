import type { Sabotage } from './sabotage.ts';

const changes = 'packages/redis/src/changes';

/** Of archives and of entries that are removed. */
export const ENTRY_SABOTAGES: readonly Sabotage[] = [
  {
    name: 'trim-past-its-archive',
    edits: [
      {
        file: `${changes}/steps/trim.ts`,
        text: "if ARGV[12] ~= '' and less(next_id(ARGV[12]), aim) then",
        replacement: 'if false then',
      },
    ],
    test: {
      file: `${changes}/trim.test.ts`,
      title: 'behind the last entry that is archived nothing goes, whatever the rule and without the guard too',
    },
  },
  {
    name: 'deletes-in-another-stream',
    edits: [
      {
        file: `${changes}/steps/same-stream-lua.ts`,
        text: "if had_top and less(top, had_top) then refuse('WEIR-REMADE') end",
        replacement: '',
      },
      {
        file: `${changes}/steps/same-stream-lua.ts`,
        text: "if had_added and added and added < had_added then refuse('WEIR-REMADE') end",
        replacement: '',
      },
    ],
    test: {
      file: `${changes}/entries.test.ts`,
      title: 'in a stream that was made anew since the job began nothing is removed',
    },
  },
];
