import type { Sabotage } from './sabotage.ts';

/** What keeps a job from doing what is not written down. */
export const JOB_SABOTAGES: readonly Sabotage[] = [
  {
    name: 'act-without-journal',
    edits: [
      {
        file: 'packages/api/src/act/durably.ts',
        text: 'if (!(error instanceof ConsoleError)) throw error;',
        replacement: 'if (!(error instanceof ConsoleError)) throw error;\n      if (!closing()) return;',
      },
    ],
    test: {
      file: 'tools/proofs/cuts/journal-away.test.ts',
      title: 'a journal that cannot be written stops a job before its next call, and it goes on when it can',
    },
  },
  {
    name: 'act-before-audit',
    edits: [
      {
        file: 'packages/api/src/act/job-desk.ts',
        text: 'await tools.journal.begin(job, audit, fence);',
        replacement: [
          'const begun = tools.watches.get(job.connection)?.gateway.changer;',
          'const entries = await tools.journal.frozen(job.planId, 0, 1_000);',
          'if (job.open !== null) await begun?.run({ ...job.open, entries } as never, { resume: false, signal: { aborted: false } });',
          'await tools.journal.begin(job, audit, fence);',
        ].join('\n'),
      },
    ],
    test: {
      file: 'tools/proofs/cuts/journal-away.test.ts',
      title: 'a change whose record cannot be written is refused, and nothing is done',
    },
  },
  {
    name: 'lost-history-overlooked',
    edits: [
      {
        file: 'packages/api/src/act/history.ts',
        text: 'if (newest === undefined) return false;',
        replacement: 'if (newest?.number !== -1) return false;',
      },
    ],
    test: {
      file: 'tools/proofs/lost-history/lost-history.test.ts',
      title: 'a Redis that lost what a job did stops the job before its next step, and nothing is doubled after it',
    },
  },
  {
    name: 'gentle-to-a-standstill',
    edits: [
      {
        file: 'packages/redis/src/changes/step-pace.ts',
        text: 'const GENTLE_MICROS = 400;',
        replacement: 'const GENTLE_MICROS = 100;',
      },
    ],
    test: {
      file: 'packages/redis/src/changes/step-pace.test.ts',
      title: 'where a step costs much by itself the rest of its time goes into cheap entries',
      written: 'where a step costs much by itself the rest of its time goes into %s',
    },
  },
];
