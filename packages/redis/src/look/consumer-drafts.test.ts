import { actionInput, type InputOf } from '@weir/domain/actions/action-input';
import { createConsumer } from '@weir/domain/actions/create-consumer';
import type { Freezer } from '@weir/domain/actions/freezer';
import type { Draft, Plan } from '@weir/domain/actions/plan';
import { removeConsumer } from '@weir/domain/actions/remove-consumer';
import type { SeenEntry } from '@weir/domain/actions/seen-entry';
import { plainSentence } from '@weir/domain/wire/plain-sentence';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startActing, type ActingRedis } from '../changes/rig/acting-redis.ts';
import { NO_PAST } from '../changes/rig/no-past.ts';

let acting: ActingRedis;
let frozen: SeenEntry[] = [];
const call = (...words: (string | number)[]): Promise<unknown> => acting.rig.call(...words);

beforeAll(async () => {
  acting = await startActing();
});
afterAll(() => acting.close());
/** `dead` holds three entries, `live` one, `idle` nothing. */
beforeEach(async () => {
  await call('FLUSHALL');
  frozen = [];
  for (let at = 1; at <= 10; at += 1) void call('XADD', 's', `${at}-0`, 'n', at);
  await call('XGROUP', 'CREATE', 's', 'g', '0');
  await call('XREADGROUP', 'GROUP', 'g', 'dead', 'COUNT', 3, 'STREAMS', 's', '>');
  await call('XREADGROUP', 'GROUP', 'g', 'live', 'COUNT', 1, 'STREAMS', 's', '>');
  await call('XGROUP', 'CREATECONSUMER', 's', 'g', 'idle');
});

const freezer: Freezer = {
  freeze(entries) {
    frozen.push(...entries);
    return Promise.resolve();
  },
  progress: () => {},
  signal: { aborted: false },
  // Nobody counts as live, but where it is looked at.
  liveWithinMs: -1,
  past: NO_PAST,
};

function inputOf(fields: object): InputOf<'remove-consumer'> {
  const whole = { kind: 'remove-consumer', connection: 'c', stream: 's', group: 'g', ...fields };
  return actionInput.parse(whole) as InputOf<'remove-consumer'>; // the kind was just said
}

const draftOf = (fields: object, with_ = freezer): Promise<Draft> =>
  removeConsumer.draft(acting.look, inputOf(fields), with_);
const said = (sentence: Draft['refusal'] | undefined): string =>
  sentence === null || sentence === undefined ? '' : plainSentence(sentence, 0);

describe('a plan to remove a consumer', () => {
  test('moves what it holds, frozen, and can be pasted', async () => {
    const draft = await draftOf({ consumers: ['dead'], to: 'live' });
    expect(frozen.map(({ id, consumer }) => [id, consumer])).toEqual([
      ['1-0', 'dead'],
      ['2-0', 'dead'],
      ['3-0', 'dead'],
    ]);
    expect(draft).toMatchObject({
      title: 'Move 3 entries to live and remove dead',
      affects: { count: 3, exact: true },
      typeName: 'g',
      work: { do: 'remove-consumer', consumers: ['dead'], receiver: 'live', count: 3 },
      preview: { consumers: [{ consumer: 'dead', pending: 3 }], to: { consumer: 'live', gets: 3, pendingNow: 1 } },
      commands: ['XCLAIM s g live 0 1-0 2-0 3-0 JUSTID', 'XGROUP DELCONSUMER s g dead'],
    });
    for (const line of draft.commands) await call(...line.split(' '));
    expect(await acting.pending('s', 'g')).toMatchObject({ '1-0': ['live', 1], '4-0': ['live', 1] });
  });

  test('is refused while it holds any and nobody is to get them', async () => {
    expect(said((await draftOf({ consumers: ['dead'] })).refusal)).toBe(
      'dead holds 3 pending entries, which would be lost with it. Choose who gets them.',
    );
    expect(said((await draftOf({ consumers: ['idle', 'dead', 'live'] })).refusal)).toMatch(/^They hold 4 pending/);
    expect(said((await draftOf({ consumers: ['dead'], to: 'dead' })).refusal)).toMatch(/is to be removed itself/);
    expect(said((await draftOf({ consumers: ['nobody'] })).refusal)).toMatch(/not a consumer of this group any more/);
  });

  test('is refused while an entry has no payload, for it would be dropped', async () => {
    await call('XDEL', 's', '2-0');
    const draft = await draftOf({ consumers: ['dead'], to: 'live' });
    expect(said(draft.refusal)).toMatch(/^1 of its pending entries has no payload any more/);
    expect(draft.preview).toMatchObject({ payloadGone: 1 });
  });

  test('of empty ones needs nobody to get anything, for several at once', async () => {
    await call('XGROUP', 'CREATECONSUMER', 's', 'g', 'other');
    expect(await draftOf({ consumers: ['idle'] })).toMatchObject({ title: 'Remove consumer idle', warnings: [] });
    const draft = await draftOf({ consumers: ['idle', 'other', 'idle'], to: 'live' });
    expect(draft).toMatchObject({
      title: 'Remove 2 consumers',
      work: { consumers: ['idle', 'other'], receiver: null, count: 0 },
      preview: { to: null },
    });
    expect(draft.commands).toHaveLength(2);
  });

  test('warns of one that is at work, and of one that is not there yet', async () => {
    const draft = await draftOf({ consumers: ['dead'], to: 'new' }, { ...freezer, liveWithinMs: 60_000 });
    expect(draft.warnings).toHaveLength(2);
    expect(said(draft.warnings[0])).toMatch(/^dead made a call .* ago\. .*handled twice\.$/);
    expect(said(draft.warnings[1])).toBe('new is not a consumer of this group yet.');
    const calm = await draftOf({ consumers: ['dead'], to: 'live' });
    expect(calm.warnings.map(said)).toEqual([expect.stringContaining('must read its own pending list')]);
  });

  test('falls when it holds something else by then, or is gone', async () => {
    const input = inputOf({ consumers: ['dead', 'idle'], to: 'live' });
    const made = { planId: 'p', fingerprint: 'f', kind: 'remove-consumer', connection: 'c', stream: 's' } as const;
    const rest = { group: 'g', input, actor: 'a', createdAt: 0, expiresAt: 1, seenAt: 0 };
    const plan: Plan = { ...(await draftOf(input)), ...made, ...rest };
    expect(await removeConsumer.moved(acting.look, plan)).toEqual([]);
    await call('XACK', 's', 'g', '1-0');
    await call('XGROUP', 'DELCONSUMER', 's', 'g', 'idle');
    expect(await removeConsumer.moved(acting.look, plan)).toEqual([
      'dead holds 2 pending, not 3.',
      'idle is not a consumer any more.',
    ]);
  });
});

/** A plan to create it. */
const creation = (consumer: string) => {
  const input = actionInput.parse({ kind: 'create-consumer', connection: 'c', stream: 's', group: 'g', consumer });
  return createConsumer.draft(acting.look, input as InputOf<'create-consumer'>, freezer); // the kind was just said
};

test('a plan to create a consumer is refused where one is', async () => {
  const draft = await creation('new one');
  expect(draft).toMatchObject({ title: 'Create consumer new one', refusal: null, typeName: null });
  expect(draft.commands).toEqual(['XGROUP CREATECONSUMER s g "new one"']);
  expect(said((await creation('idle')).refusal)).toBe('idle is a consumer of this group already.');
  expect(() => actionInput.parse({ kind: 'create-consumer', connection: 'c', stream: 's', group: 'g' })).toThrow();
});
