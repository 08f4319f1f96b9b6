import { acknowledge } from '@weir/domain/actions/acknowledge';
import { actionInput, type InputOf } from '@weir/domain/actions/action-input';
import { claim } from '@weir/domain/actions/claim';
import type { Freezer } from '@weir/domain/actions/freezer';
import type { Draft, Plan } from '@weir/domain/actions/plan';
import type { SeenEntry } from '@weir/domain/actions/seen-entry';
import { trim } from '@weir/domain/actions/trim';
import { plainSentence } from '@weir/domain/wire/plain-sentence';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startActing, type ActingRedis } from '../changes/rig/acting-redis.ts';
import { NO_PAST } from '../changes/rig/no-past.ts';

let acting: ActingRedis;
let streams = 0;
let frozen: SeenEntry[] = [];
beforeAll(async () => {
  acting = await startActing();
});
afterAll(() => acting.close());

const freezer: Freezer = {
  freeze(entries) {
    frozen.push(...entries);
    return Promise.resolve();
  },
  progress: () => {},
  signal: { aborted: false },
  liveWithinMs: 60_000,
  past: NO_PAST,
};

/** 100 entries, 60 of them pending with `old`; `w1` and `w2` have called lately, too. */
async function prepared(): Promise<string> {
  streams += 1;
  frozen = [];
  const stream = `plan ${streams}`;
  const { rig } = acting;
  for (let at = 1; at <= 100; at += 1) void rig.call('XADD', stream, `${at}-0`, 'f', 'v');
  await rig.call('XGROUP', 'CREATE', stream, 'g', '0');
  await rig.call('XREADGROUP', 'GROUP', 'g', 'old', 'COUNT', 60, 'STREAMS', stream, '>');
  for (const name of ['w1', 'w2']) {
    await rig.call('XREADGROUP', 'GROUP', 'g', name, 'COUNT', 1, 'STREAMS', stream, '>');
  }
  await rig.call('XACK', stream, 'g', '61-0', '62-0');
  return stream;
}

function input<K extends 'claim' | 'acknowledge' | 'trim'>(kind: K, stream: string, rest: object): InputOf<K> {
  return actionInput.parse({ kind, connection: 'c', stream, ...rest }) as InputOf<K>; // the kind was just said
}

function text(sentence: Draft['refusal']): string {
  return sentence === null ? '' : plainSentence(sentence, 0);
}

function draftOf(stream: string, rest: object): Promise<Draft> {
  return trim.draft(acting.look, input('trim', stream, rest), freezer);
}

const ALL = { group: 'g', selection: { matching: {} } };

describe('a claim', () => {
  test('spreads evenly over the live consumers that do not hold them already', async () => {
    const stream = await prepared();
    await acting.rig.call('XDEL', stream, '7-0');
    const draft = await claim.draft(acting.look, input('claim', stream, { ...ALL, to: { spread: [] } }), freezer);
    expect(draft).toMatchObject({
      title: 'Claim 59 entries',
      affects: { count: 59, exact: true },
      refusal: null,
      work: { shares: [{ count: 30 }, { count: 29 }] },
      preview: { from: [{ consumer: 'old', count: 59 }], payloadGone: 1, deliveries: [[1, 59]] },
    });
    expect(frozen).toHaveLength(59);
    expect(text(draft.warnings[0] ?? null)).toContain('plain read (>)');
    expect(draft.commands[0]).toMatch(/^XCLAIM "plan \d+" g w\d \d+ 1-0 2-0 .* JUSTID$/);
    expect(draft.warnings).toHaveLength(2);
  });

  test('means what its filters say', async () => {
    const stream = await prepared();
    await acting.rig.call('XCLAIM', stream, 'g', 'w1', 0, '10-0', '11-0', 'RETRYCOUNT', 5, 'JUSTID');
    const selection = { matching: { minDeliveries: 5, from: '11-0', to: '50-0' } };
    const draft = await claim.draft(
      acting.look,
      input('claim', stream, { group: 'g', selection, to: { consumer: 'n' } }),
      freezer,
    );
    expect(frozen.map(({ id }) => id)).toEqual(['11-0']);
    expect(draft.preview).toMatchObject({ to: [{ consumer: 'n', gets: 1, isNew: true, lastCallAt: null }] });
    frozen = [];
    const ids = { ids: ['3-0', '1-0', '99-0', '3-0'] };
    await claim.draft(
      acting.look,
      input('claim', stream, { group: 'g', selection: ids, to: { consumer: 'n' } }),
      freezer,
    );
    expect(frozen.map(({ id }) => id)).toEqual(['1-0', '3-0']);
  });

  test('is refused when nothing matches, the target holds all, or nobody is live', async () => {
    const stream = await prepared();
    const refusal = async (rest: object, by = freezer): Promise<string> =>
      text((await claim.draft(acting.look, input('claim', stream, { ...ALL, ...rest }), by)).refusal);
    expect(await refusal({ to: { consumer: 'old' } })).toContain('holds all of them already');
    expect(await refusal({ to: { consumer: 'n' }, selection: { matching: { minDeliveries: 9 } } })).toContain(
      'No pending entry matches',
    );
    expect(await refusal({ to: { spread: [] } }, { ...freezer, liveWithinMs: -1 })).toContain(
      'nobody to spread them over',
    );
  });
});

describe('acknowledging', () => {
  test('leaves entries without a payload out unless they are meant, and then means only them', async () => {
    const stream = await prepared();
    await acting.rig.call('XTRIM', stream, 'MAXLEN', 96);
    const present = await acknowledge.draft(acting.look, input('acknowledge', stream, ALL), freezer);
    expect(present).toMatchObject({
      affects: { count: 56 },
      typeName: 'g',
      preview: { payloadGone: 4, oldestId: '5-0' },
    });
    frozen = [];
    const gone = await acknowledge.draft(
      acting.look,
      input('acknowledge', stream, { ...ALL, payload: 'gone' }),
      freezer,
    );
    expect(gone).toMatchObject({ affects: { count: 4 }, typeName: null, work: { count: 4 } });
    expect(frozen.map(({ id }) => id)).toEqual(['1-0', '2-0', '3-0', '4-0']);
  });
});

describe('a trim', () => {
  test('says who holds the rest, and what each group would lose without the guard', async () => {
    const stream = await prepared();
    await acting.rig.call('XACK', stream, 'g', ...Array.from({ length: 20 }, (_, at) => `${at + 1}-0`));
    const guarded = await draftOf(stream, { rule: { keep: 'newest', entries: 10 } });
    expect(guarded).toMatchObject({
      affects: { count: 20, exact: true },
      preview: { bound: { value: '21-0' }, keeps: 80, heldBy: 'g' },
      groups: [{ effect: 'holds-back' }],
      work: { atMost: 20 },
    });
    expect(guarded.commands).toEqual([`XTRIM "${stream}" MINID = 21-0`]);
    const bare = await draftOf(stream, { rule: { keep: 'newest', entries: 10 }, guard: false });
    expect(bare).toMatchObject({
      affects: { count: 90 },
      groups: [{ effect: 'loses-unread', entries: { count: 28, exact: true } }],
    });
    const some = await draftOf(stream, { rule: { keep: 'from', id: '30-0' }, guard: false });
    expect(some).toMatchObject({ affects: { count: 29, exact: true }, groups: [{ effect: 'loses-pending' }] });
  });

  test('does to the stream what the plan said', async () => {
    const stream = await prepared();
    const draft = await draftOf(stream, { rule: { keep: 'from', id: '45-0' }, guard: false });
    if (draft.work?.do !== 'trim') throw new Error('no work');
    const { rule, guard, atMost } = draft.work;
    expect(await acting.run({ kind: 'trim', stream, rule, guard, atMost })).toMatchObject({
      result: { done: draft.affects.count },
    });
  });

  test('is refused with a reason', async () => {
    const stream = await prepared();
    const why = async (rest: object): Promise<string> => text((await draftOf(stream, rest)).refusal);
    expect(await why({ rule: { keep: 'needed' } })).toContain('still needs the oldest entry');
    expect(await why({ rule: { keep: 'younger', thanMs: 1_000 } })).toContain('not times');
    expect(await why({ rule: { keep: 'newest', entries: 100 } })).toContain('nothing that this rule');
    await acting.rig.call('XGROUP', 'DESTROY', stream, 'g');
    expect(await why({ rule: { keep: 'needed' } })).toContain('no groups');
  });
});

test('a plan may not be applied to a stream made anew, or without its group', async () => {
  const stream = await prepared();
  const draft = await acknowledge.draft(acting.look, input('acknowledge', stream, ALL), freezer);
  const plan = { ...draft, stream, group: 'g' } as Plan; // what `moved` looks at
  expect(await acknowledge.moved(acting.look, plan)).toEqual([]);
  await acting.rig.call('XGROUP', 'DESTROY', stream, 'g');
  expect(await acknowledge.moved(acting.look, plan)).toEqual(['The group is not there any more.']);
  await acting.rig.call('DEL', stream);
  expect(await acknowledge.moved(acting.look, plan)).toEqual(['The stream is not there any more.']);
  await acting.rig.call('XADD', stream, '1-0', 'f', 'v');
  expect(await acknowledge.moved(acting.look, plan)).toEqual([
    'The stream was deleted and made anew under the same name.',
  ]);
});

test('what the account may not do is known before anything is tried', async () => {
  const needs = claim.needs(input('claim', 's', { ...ALL, to: { consumer: 'n' } }));
  const ask = (): Promise<(string | null)[]> =>
    Promise.all(needs.map(({ commands, keys }) => acting.look.denied(commands, keys)));
  expect(await ask()).toEqual([null, null]);
  await acting.rig.call('ACL', 'SETUSER', 'default', '-xclaim');
  expect((await ask())[0]).toContain('+xclaim');
  await acting.rig.call('ACL', 'SETUSER', 'default', '+xclaim', 'resetkeys', '~s*');
  expect((await ask())[1]).toContain('weir:job:*');
  await acting.rig.call('ACL', 'SETUSER', 'default', 'allkeys', '+@all');
});
