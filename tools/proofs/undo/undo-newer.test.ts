import { actionInput } from '@weir/domain/actions/action-input';
import type { Plan } from '@weir/domain/actions/plan';
import type { ApplyAnswer } from '@weir/domain/wire/action-answers';
import { plainSentence } from '@weir/domain/wire/plain-sentence';
import { afterAll, describe, expect, test } from 'vitest';
import { needServer } from '../../servers/need-server.ts';
import { openUndoCourse, type UndoCourse } from './undo-course.ts';

// What stands in front of an early entry on a server that looks for its place from the newest on.
const NEWER = 20_100;
const HELD = 5;

const effectOf = ({ groups }: Plan): string => groups.map(({ sentence }) => plainSentence(sentence, 0)).join(' ');

/** On a machine that stands still for some ms entries look as if they were delivered again: then nothing is changed. */
async function untilDone({ apply }: UndoCourse, plan: () => Promise<Plan>): Promise<ApplyAnswer> {
  for (let attempt = 1; ; attempt += 1) {
    const answer = await apply(await plan());
    if (answer.outcome !== 'refused' || attempt === 5) return answer;
  }
}

describe.each([
  ['redis-7.0.15', false],
  ['redis-8.6.3', true],
] as const)('%s, with many newer pending entries', (server, anew) => {
  let course: UndoCourse | undefined;
  afterAll(() => course?.close());

  test('what goes back keeps its time, or the plan says why not, and so does the result', async (context) => {
    const undoes = await openUndoCourse({ binary: await needServer(context, server) });
    course = undoes;
    const { redis, life } = undoes;
    const fill = `for at = 1, ARGV[1] do redis.call('XADD', KEYS[1], at .. '-0', 'f', '') end
      redis.call('XGROUP', 'CREATE', KEYS[1], 'g', '0')
      redis.call('XREADGROUP', 'GROUP', 'g', 'dead', 'COUNT', ARGV[2], 'STREAMS', KEYS[1], '>')
      redis.call('XREADGROUP', 'GROUP', 'g', 'busy', 'STREAMS', KEYS[1], '>')`;
    await redis.call('EVAL', fill, 1, 's', NEWER + HELD, HELD);
    const early = Array.from({ length: HELD }, (_, at) => `${at + 1}-0`);
    const before = Date.now() - 3_600_000;
    await redis.call('XCLAIM', 's', 'g', 'dead', 0, ...early, 'TIME', before, 'JUSTID');
    const selection = { matching: { consumer: 'dead' } };
    const on = { connection: 'main', stream: 's', group: 'g', selection };

    for (const [kind, fields] of [
      ['claim', { to: { consumer: 'taker' }, watch: false }],
      ['acknowledge', {}],
    ] as const) {
      const input = actionInput.parse({ kind, ...on, ...fields });
      const made = await untilDone(undoes, () => undoes.plan(input));
      const undo = () => undoes.planUndo('s', made.jobId ?? '');
      const plan = await undo();
      const newer = NEWER + (kind === 'claim' ? HELD : 0);
      expect(effectOf(plan).includes('Their idle time starts anew')).toBe(anew);
      expect(effectOf(plan).includes(`up to ${newer.toLocaleString('en-US')}`)).toBe(anew);
      expect(plan.commands.some((line) => line.includes(' TIME '))).toBe(!anew);
      const told = `${HELD} entries put back.${anew ? ' Their idle time began anew.' : ''}`;
      expect(await untilDone(undoes, undo)).toMatchObject({ outcome: 'done', affected: HELD, sentence: told });
      const rows = (await redis.call('XPENDING', 's', 'g', '-', '+', 10, 'dead')) as [string, string, number, number][];
      expect(rows.map(([id, , , deliveries]) => [id, deliveries])).toEqual(early.map((id) => [id, 1]));
      for (const [, , idle] of rows) expect(idle >= 3_600_000 - 10).toBe(!anew);
      const job = await life.desk.tools.journal.job(made.jobId ?? '');
      const record = await life.desk.tools.audit.record(job?.auditId ?? '');
      expect(record?.later[0]?.summary).toContain(told);
    }
  });
});
