import { fired, ruledOut, type HealthRule } from '../rule.ts';
import { name } from '../say.ts';

/** The position went back: by hand, or because a failover lost what was not replicated. Explains, does not decide. */
export const rewound: HealthRule = {
  name: 'rewound',
  title: 'Rewound',
  why: 'Entries before the old position are delivered again.',
  kind: 'fact',
  look(signs) {
    const { at, group, limits, memory } = signs.situation;
    if (memory.rewoundAt === 0 || at - memory.rewoundAt > limits.windowMs)
      return ruledOut(this, 'No. The position did not go back.');
    return fired(this, {
      level: 'idle',
      evidence: ['The position went back from ', name(memory.rewoundFrom), ' at ', { clock: memory.rewoundAt }, '.'],
      sentence: [],
      clause: [name(group.group), ' was moved back'],
      advice: ['Entries between the two positions are delivered again.'],
      healthyWhen: ['Nothing has to change: it explains what follows.'],
    });
  },
};
