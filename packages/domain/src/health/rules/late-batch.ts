import { fired, ruledOut, type HealthRule } from '../rule.ts';
import { entries, name } from '../say.ts';

/** The run of a group that reads in batches stays away. */
export const lateBatch: HealthRule = {
  name: 'late-batch',
  title: 'Late batch',
  why: 'A group that reads in batches is not judged by what waits between two runs, so its run must come.',
  kind: 'fact',
  look(signs) {
    const { at, group } = signs.situation;
    const { batch } = signs;
    if (batch === undefined) return ruledOut(this, 'No. It does not read in batches.');
    if (signs.unread === 0) return ruledOut(this, 'No. Nothing is unread.');
    if (at <= batch.lateAt) return ruledOut(this, 'No. The next run is expected ', { clock: batch.dueAt }, '.');
    const every = [batch.from === 'set' ? ' It is to read every ' : ' It usually reads every ', { ms: batch.everyMs }];
    return fired(this, {
      level: 'warning',
      evidence: ['The run was due at ', { clock: batch.dueAt }, ' and has not come.', ...every, '.'],
      sentence: [
        { t: 'The batch is late.', b: true },
        ' Its run was due at ',
        { clock: batch.dueAt },
        ...(signs.unread === null ? [] : [', and ', ...entries(signs.unread, true), ' wait']),
        '.',
        ...every,
        '.',
      ],
      clause: ['the batch of ', name(group.group), ' is late'],
      advice: ['Look at what starts the run of ', name(group.group), '.'],
      healthyWhen: ['The group reads again.'],
    });
  },
};
