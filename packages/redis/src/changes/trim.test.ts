import { compareEntryIds, type EntryId } from '@weir/domain/entries/entry-id';
import type { StepRule } from '@weir/domain/actions/trim-rule';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { needServer } from '../../../../tools/servers/need-server.ts';
import { startActing, type ActingRedis } from './rig/acting-redis.ts';

let acting: ActingRedis;
let streams = 0;
beforeAll(async () => {
  acting = await startActing();
});
afterAll(() => acting.close());

const id = (text: string): EntryId => text as EntryId; // canonical by hand

async function filled(count: number, on = acting): Promise<string> {
  streams += 1;
  const stream = `t${streams}`;
  const adds = Array.from({ length: count }, (_, at) => on.rig.call('XADD', stream, `${at + 1}-0`, 'f', 'v'));
  await Promise.all(adds);
  return stream;
}

function trim(stream: string, rule: StepRule, guard = true, atMost = 1_000_000, on = acting) {
  return on.run({ kind: 'trim', stream, rule, guard, atMost });
}

async function firstId(stream: string): Promise<string | undefined> {
  return (await acting.ids(stream))[0];
}

describe('with the guard', () => {
  test('takes exactly what every group has read and acknowledged, and says who holds the rest', async () => {
    const stream = await filled(1_000);
    await acting.rig.call('XGROUP', 'CREATE', stream, 'quick', '900-0');
    await acting.rig.call('XGROUP', 'CREATE', stream, 'slow', '0');
    await acting.rig.call('XREADGROUP', 'GROUP', 'slow', 'c', 'COUNT', 700, 'STREAMS', stream, '>');
    const done = Array.from({ length: 432 }, (_, at) => `${at + 1}-0`);
    await acting.rig.call('XACK', stream, 'slow', ...done);
    const outcome = await trim(stream, { keep: 'needed' });
    expect(outcome).toMatchObject({
      outcome: 'done',
      result: { done: 432, reached: '433-0', more: false, heldBy: 'slow' },
    });
    expect(await firstId(stream)).toBe('433-0');
  });

  test.each<StepRule>([
    { keep: 'newest', entries: 10 },
    { keep: 'from', id: id('500-0') },
    { keep: 'younger', thanMs: 1 },
  ])('takes nothing a group needs, whatever the rule: %j', async (rule) => {
    const stream = `times${(streams += 1)}`;
    const base = rule.keep === 'younger' ? 1_600_000_000_000 : 0;
    const adds = Array.from({ length: 300 }, (_, at) =>
      acting.rig.call('XADD', stream, `${base + at + 1}-0`, 'f', 'v'),
    );
    await Promise.all(adds);
    await acting.rig.call('XGROUP', 'CREATE', stream, 'g', `${base + 120}-0`);
    expect(await trim(stream, rule)).toMatchObject({ result: { done: 120, heldBy: 'g', more: false } });
    expect(await trim(stream, rule, false)).toMatchObject({ result: { done: rule.keep === 'newest' ? 170 : 180 } });
  });

  test('behind the last entry that is archived nothing goes, whatever the rule and without the guard too', async () => {
    for (const rule of [
      { keep: 'newest', entries: 10 },
      { keep: 'from', id: id('250-0') },
    ] as const) {
      const stream = await filled(300);
      const outcome = await acting.run({
        kind: 'trim',
        stream,
        rule,
        guard: false,
        atMost: 1_000_000,
        upTo: id('120-0'),
      });
      expect(outcome).toMatchObject({ result: { done: 120, reached: '121-0', more: false } });
    }
  });

  test('a group made after the plan counts', async () => {
    const stream = await filled(500);
    await acting.rig.call('XGROUP', 'CREATE', stream, 'read', '$');
    await acting.rig.call('XGROUP', 'CREATE', stream, 'new', '100-0');
    expect(await trim(stream, { keep: 'needed' })).toMatchObject({ result: { done: 100, heldBy: 'new' } });
  });

  test('a position at the end of the number range frees all and breaks nothing', async () => {
    const stream = await filled(3);
    await acting.rig.call('XADD', stream, '18446744073709551614-18446744073709551615', 'f', 'v');
    await acting.rig.call('XGROUP', 'CREATE', stream, 'g', '$');
    expect(await trim(stream, { keep: 'needed' })).toMatchObject({ result: { done: 4, more: false } });
  });

  test('without a group nothing tells what is needed', async () => {
    const stream = await filled(5);
    expect(await trim(stream, { keep: 'needed' })).toMatchObject({ outcome: 'refused', code: 'WEIR-NOGROUPS' });
    expect(await acting.rig.call('XLEN', stream)).toBe(5);
  });
});

describe('a rule', () => {
  test('takes exactly what it says, in any number of calls', async () => {
    const stream = await filled(2_345);
    for (const [number, atMost] of [300, 300, 1_000, 5_000].entries()) {
      const call = { kind: 'trim', job: 'many', number: number + 1, stream, guard: true, atMost } as const;
      await acting.run({ ...call, rule: { keep: 'newest', entries: 222 } });
      const removed = [300, 600, 1_600, 2_123][number] ?? 0;
      expect(await acting.rig.call('XLEN', stream)).toBe(2_345 - removed);
    }
    expect(await firstId(stream)).toBe('2124-0');
  });

  test.each(['0-0', '1-0'])('that keeps everything from %s on takes nothing', async (from) => {
    const stream = await filled(3);
    const outcome = await trim(stream, { keep: 'from', id: id(from) }, false);
    expect(outcome).toMatchObject({ outcome: 'done', result: { done: 0, more: false } });
  });

  test('an age needs ids that are times', async () => {
    const stream = await filled(5);
    expect(await trim(stream, { keep: 'younger', thanMs: 1 })).toMatchObject({ code: 'WEIR-NOTTIMES' });
  });

  test('never takes what comes while it runs', async () => {
    const stream = await filled(3_000);
    const running = trim(stream, { keep: 'from', id: id('3001-0') }, false);
    const added: unknown[] = [];
    for (let at = 0; at < 50; at += 1) added.push(await acting.rig.call('XADD', stream, '*', 'f', 'v'));
    await running;
    expect(await acting.ids(stream)).toEqual(added);
  });

  test('comes to an end when it goes gently, though a step alone costs more than a gentle one is to take', async () => {
    const stream = await filled(20_000);
    for (const group of 'abcdef') await acting.rig.call('XGROUP', 'CREATE', stream, group, '$');
    const rule = { keep: 'newest', entries: 50 } as const;
    const call = { kind: 'trim', job: 'gentle', number: 1, stream, rule, guard: true, atMost: 20_000 } as const;
    const outcome = await acting.changer.run(call, { resume: false, signal: { aborted: false }, gently: true });
    expect(outcome).toMatchObject({ outcome: 'done', result: { done: 19_950 } });
    expect(Number(await acting.rig.call('HGET', 'weir:job:gentle', 'step'))).toBeLessThan(1_000);
  });

  test('is refused for a stream made anew under the same name', async () => {
    const stream = await filled(400);
    const call = { kind: 'trim', job: 'anew', stream, guard: false, atMost: 100 } as const;
    const rule: StepRule = { keep: 'newest', entries: 1 };
    await acting.run({ ...call, number: 1, rule });
    await acting.rig.call('DEL', stream);
    for (let at = 1; at <= 9; at += 1) await acting.rig.call('XADD', stream, `${at}-0`, 'f', 'v');
    const refused = { outcome: 'refused', code: 'WEIR-REMADE' };
    expect(await acting.run({ ...call, number: 2, rule })).toMatchObject(refused);
    // The first step of another job, planned before.
    const planned = { ...call, job: 'planned', number: 1, rule, seen: { top: id('9-0'), added: 400 } } as const;
    expect(await acting.run(planned)).toMatchObject(refused);
    expect(await acting.rig.call('XLEN', stream)).toBe(9);
  });

  test('is refused where nothing, or something else, has the name', async () => {
    expect(await trim('none', { keep: 'newest', entries: 0 })).toMatchObject({ code: 'WEIR-NOSTREAM' });
    await acting.rig.call('SET', 'text', 'x');
    expect(await trim('text', { keep: 'newest', entries: 0 })).toMatchObject({ code: 'WEIR-NOTSTREAM' });
    expect(await acting.rig.call('EXISTS', 'none')).toBe(0);
  });
});

test.for(['redis-8.6.3', 'valkey-9.1.2'] as const)('%s trims the same', async (name, context) => {
  const other = await startActing({ binary: await needServer(context, name) });
  const stream = await filled(777, other);
  await other.rig.call('XGROUP', 'CREATE', stream, 'g', '555-0');
  expect(await trim(stream, { keep: 'needed' }, true, 1_000, other)).toMatchObject({
    result: { done: 555, heldBy: 'g' },
  });
  expect(await trim(stream, { keep: 'newest', entries: 11 }, false, 1_000, other)).toMatchObject({
    result: { done: 211 },
  });
  await other.close();
});

test('a server that cannot trim from an id on refuses, with nothing changed', async (context) => {
  const old = await startActing({ binary: await needServer(context, 'redis-6.0.16') });
  const stream = await filled(300, old);
  const outcome = await trim(stream, { keep: 'newest', entries: 1 }, true, 1_000, old);
  expect(outcome).toMatchObject({ outcome: 'refused', code: 'WEIR-NOMINID' });
  expect(await old.rig.call('XLEN', stream)).toBe(300);
  await old.close();
});

test('any stream, groups and rule: what goes is the oldest, within the rule, and nothing a group needs', async () => {
  const groups = fc.array(fc.record({ position: fc.nat(130), acked: fc.array(fc.nat(129), { maxLength: 60 }) }), {
    minLength: 1,
    maxLength: 3,
  });
  const rules = fc.oneof(
    fc.record({ keep: fc.constant('newest' as const), entries: fc.nat(140) }),
    fc.nat(140).map((at): StepRule => ({ keep: 'from', id: id(`${at}-0`) })),
    fc.constant<StepRule>({ keep: 'needed' }),
  );
  const deleted = fc.array(fc.integer({ min: 1, max: 120 }), { maxLength: 30 });
  await fc.assert(
    fc.asyncProperty(
      groups,
      rules,
      deleted,
      fc.integer({ min: 1, max: 150 }),
      fc.boolean(),
      async (of, rule, gone, atMost, guard) => {
        const stream = await filled(120);
        if (gone.length > 0) await acting.rig.call('XDEL', stream, ...gone.map((at) => `${at}-0`));
        for (const [at, { position, acked }] of of.entries()) {
          await acting.rig.call('XGROUP', 'CREATE', stream, `g${at}`, '0');
          if (position > 0)
            await acting.rig.call('XREADGROUP', 'GROUP', `g${at}`, 'c', 'COUNT', position, 'STREAMS', stream, '>');
          if (acked.length > 0)
            await acting.rig.call('XACK', stream, `g${at}`, ...acked.map((each) => `${each + 1}-0`));
        }
        const before = await acting.ids(stream);
        const facts = await acting.look.stream(stream);
        if (typeof facts === 'string') throw new Error(facts);
        const needs = facts.groups.flatMap(({ smallestPendingId, oldestUnreadId }) => [
          smallestPendingId,
          oldestUnreadId,
        ]);
        const guarded = guard || rule.keep === 'needed';
        // The model: go along the stream from the front until something stands in the way.
        let allowed = 0;
        for (const each of before as EntryId[]) {
          const byRule =
            rule.keep === 'newest'
              ? before.length - allowed > rule.entries
              : rule.keep === 'from'
                ? compareEntryIds(each, rule.id) < 0
                : true;
          const needed = guarded && needs.some((need) => need !== null && compareEntryIds(need, each) <= 0);
          if (!byRule || needed || allowed === atMost) break;
          allowed += 1;
        }
        const outcome = await trim(stream, rule, guard, atMost);
        expect(outcome).toMatchObject({ outcome: 'done', result: { done: allowed } });
        expect(await acting.ids(stream)).toEqual(before.slice(allowed));
        await acting.rig.call('UNLINK', stream);
      },
    ),
    { numRuns: 150 },
  );
});
