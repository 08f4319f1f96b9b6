import type { Sabotage } from './sabotage.ts';

const twoWeirs = 'tools/proofs/policies/two-weirs.test.ts';
const policies = 'tools/proofs/policies/policies.test.ts';

/** Ways to take the promises of policies back. */
export const POLICY_SABOTAGES: readonly Sabotage[] = [
  {
    name: 'lease-without-fencing',
    edits: [
      {
        file: 'packages/store/src/policies/fence.ts',
        text: 'if (lease?.token === token) return;',
        replacement: 'if ((lease?.token ?? 0) >= token) return;',
      },
    ],
    test: {
      file: twoWeirs,
      title: 'one that was held up past its lease begins nothing: not the run, and not the job it had planned',
    },
  },
  {
    name: 'policy-guard-off',
    edits: [
      {
        file: 'packages/domain/src/policies/policy.ts',
        text: 'guard: z.boolean().default(true),',
        replacement: 'guard: z.boolean().default(false),',
      },
    ],
    test: {
      file: policies,
      title: 'holds a run back and says for whom; when the group has moved on the run happens',
    },
  },
  {
    name: 'policy-unseen',
    edits: [
      {
        file: 'packages/api/src/policies/save-policy.ts',
        text: 'if (on && !goesOn) await checkSeen(tools, request, fingerprint);',
        replacement: 'if (on && visitor.actor === fingerprint) await checkSeen(tools, request, fingerprint);',
      },
    ],
    test: { file: policies, title: 'needs a dry run of the same settings, that is not old, and the name' },
  },
  {
    name: 'letters-beyond-limit',
    edits: [
      {
        file: 'packages/domain/src/policies/letters-of-policy.ts',
        text: 'to: until, limit: atMost } },',
        replacement: 'to: until, limit: atMost + 100 } },',
      },
    ],
    test: {
      file: 'tools/proofs/policies/letter-policies.test.ts',
      title: 'takes no more than its limit, leaves out what lost its payload, and says how many',
    },
  },
  {
    name: 'ignored-group-forgotten',
    edits: [
      {
        file: 'packages/redis/src/changes/steps/trim.ts',
        text: "if field_of(consumer, 'idle') < tonumber(ARGV[11]) then return false end",
        replacement: "if field_of(consumer, 'idle') < 0 then return false end",
      },
    ],
    test: {
      file: 'packages/redis/src/changes/trim-limits.test.ts',
      title: 'is waited for again once it called, whatever the plan said',
    },
  },
];
