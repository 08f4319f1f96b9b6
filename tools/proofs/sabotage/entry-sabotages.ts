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
  {
    name: 'steps-in-another-stream-than-planned',
    edits: [
      {
        file: `${changes}/steps/same-stream-lua.ts`,
        text: "was.top or seen_top, was.added or tonumber(seen_added or '')",
        replacement: 'was.top, was.added',
      },
    ],
    test: {
      file: `${changes}/entries.test.ts`,
      title: 'nor in one that was made anew between the plan and the first step, though it has higher ids',
    },
  },
  {
    name: 'delete-takes-another-stream',
    edits: [
      {
        file: `${changes}/steps/delete-stream.ts`,
        text: "if added and ARGV[8] ~= '' and added < tonumber(ARGV[8]) then",
        replacement: 'if false then',
      },
    ],
    test: {
      file: 'tools/proofs/races/races.test.ts',
      title: 'a stream deleted and brought back by two, with producers at work: every entry in one place',
    },
  },
  {
    name: 'change-without-marker',
    edits: [
      {
        file: 'apps/web/src/charts/chart-events.ts',
        text: "kind === 'trim' || (kind === 'change' && group === '')",
        replacement: "kind === 'trim' && group === ''",
      },
    ],
    test: {
      file: 'tools/proofs/markers/markers.test.ts',
      title: 'restore leaves a marker on every chart it touches',
      written: '%s leaves a marker on every chart it touches',
    },
  },
];
