import { actionInput, type InputOf } from '@weir/domain/actions/action-input';
import { createGroup } from '@weir/domain/actions/create-group';
import { deleteStream } from '@weir/domain/actions/delete-stream';
import { destroyGroup } from '@weir/domain/actions/destroy-group';
import type { Freezer } from '@weir/domain/actions/freezer';
import { moveGroup } from '@weir/domain/actions/move-group';
import type { Draft, Plan } from '@weir/domain/actions/plan';
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
beforeEach(async () => {
  await call('FLUSHALL');
  frozen = [];
  for (let at = 1; at <= 100; at += 1) void call('XADD', 's', `${at}-0`, 'n', at);
  await call('PING');
});

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

type Kind = 'create-group' | 'move-group' | 'destroy-group';

function input<K extends Kind>(kind: K, rest: object): InputOf<K> {
  return actionInput.parse({ kind, connection: 'c', stream: 's', group: 'g', ...rest }) as InputOf<K>; // just said
}

const create = (start: object): Promise<Draft> =>
  createGroup.draft(acting.look, input('create-group', { start }), freezer);
const move = (to: object): Promise<Draft> => moveGroup.draft(acting.look, input('move-group', { to }), freezer);
const destroy = (): Promise<Draft> => destroyGroup.draft(acting.look, input('destroy-group', {}), freezer);

function planOf(kind: Kind, draft: Draft, rest: object): Plan {
  const made = { planId: 'p', fingerprint: 'f', kind, connection: 'c', stream: 's', group: 'g' } as const;
  return { ...draft, ...made, input: input(kind, rest), actor: 'a', createdAt: 0, expiresAt: 1, seenAt: 0 };
}

const riskOf = (to: object) => moveGroup.risk(input('move-group', { to }));
const said = (sentence: Draft['refusal'] | undefined): string =>
  sentence === null || sentence === undefined ? '' : plainSentence(sentence, 0);

/** A line as redis-cli would send it. */
const pasted = (line: string | undefined): Promise<unknown> => call(...(line ?? '').split(' '));

async function lagOf(group: string): Promise<unknown> {
  const rows = (await call('XINFO', 'GROUPS', 's')) as readonly (readonly unknown[])[];
  const row = rows.find((each) => each[1] === group);
  return row?.[row.indexOf('lag') + 1];
}

describe('a plan for a group', () => {
  test('from the beginning, the end, an id or a time says what it begins with, and keeps the server’s lag', async () => {
    await call('XTRIM', 's', 'MAXLEN', 80);
    const expected: readonly (readonly [object, string, number, number])[] = [
      [{ at: 'earliest' }, '0-0', 80, 20],
      [{ at: 'latest' }, '100-0', 0, 100],
      [{ from: '41-0' }, '40-18446744073709551615', 60, 40],
      [{ from: '1-0' }, '0-18446744073709551615', 80, 20],
    ];
    for (const [start, position, count, entriesRead] of expected) {
      const draft = await create(start);
      expect(draft.work).toEqual({ do: 'create-group', group: 'g', position, entriesRead });
      expect(draft).toMatchObject({ title: 'Create group g', affects: { count, exact: true }, typeName: null });
      await pasted(draft.commands[0]);
      expect(await lagOf('g')).toBe(count);
      await call('XGROUP', 'DESTROY', 's', 'g');
    }
  });

  test('by time reads what is of that moment or later, where ids are times', async () => {
    expect(said((await create({ time: 1_795_185_128_000 })).refusal)).toMatch(/ids of this stream are not times/);
    const now = await acting.look.now();
    await call('DEL', 's');
    for (const ago of [3_000, 2_000, 1_000]) await call('XADD', 's', `${now - ago}-0`, 'n', 1);
    expect(await create({ time: now - 2_000 })).toMatchObject({ affects: { count: 2, exact: true } });
    expect(said((await create({ time: now + 5_000 })).refusal)).toMatch(/behind the newest entry/);
  });

  test('is refused where one is, and falls when one is made or the stream is another', async () => {
    const draft = await create({ at: 'latest' });
    const plan = planOf('create-group', draft, { start: { at: 'latest' } });
    expect(await createGroup.moved(acting.look, plan)).toEqual([]);
    await call('XGROUP', 'CREATE', 's', 'g', '0');
    expect(await createGroup.moved(acting.look, plan)).toEqual(['A group of that name exists now.']);
    expect(said((await create({ at: 'latest' })).refusal)).toBe('There is a group g already. Choose another name.');
    await call('DEL', 's');
    expect(await createGroup.moved(acting.look, plan)).toEqual(['The stream is not there any more.']);
  });
});

/** Three entries are pending; the group stands at `position`. */
async function groupAt(position: string): Promise<void> {
  await call('XGROUP', 'CREATE', 's', 'g', '0');
  await call('XREADGROUP', 'GROUP', 'g', 'w', 'COUNT', '3', 'STREAMS', 's', '>');
  await call('XGROUP', 'SETID', 's', 'g', position, 'ENTRIESREAD', position.split('-')[0] ?? '');
}

describe('a plan to move a group', () => {
  test('back says how much is read again and what that does, and has the way back', async () => {
    await groupAt('80-0');
    const draft = await move({ from: '31-0' });
    expect(draft).toMatchObject({
      title: 'Move g back: 50 entries are read again',
      typeName: 'g',
      groups: [{ effect: 'reads-again', entries: { count: 50, exact: true } }],
      work: { do: 'move-position', seen: '80-0', position: '30-18446744073709551615', entriesRead: 30 },
      preview: { way: 'back', from: '80-0', pending: 3, unreadAfter: { count: 70, exact: true } },
    });
    expect(draft.warnings.map(said)).toEqual([
      '50 entries are handled a second time unless g checks for duplicates.',
      'A pending entry that is read again goes to whoever reads it, and its deliveries begin at one again.',
    ]);
    await pasted(draft.commands[0]);
    expect(await lagOf('g')).toBe(70);
    await pasted(draft.commands[2]);
    expect(await acting.look.stream('s')).toMatchObject({ groups: [{ position: '80-0', entriesRead: { value: 80 } }] });
  });

  test.each([
    [{ at: 'earliest' }, 'back', 80, '0-0'],
    [{ at: 'latest' }, 'forward', 20, '100-0'],
    [{ by: -10 }, 'back', 10, '70-18446744073709551615'],
    [{ by: -500 }, 'back', 80, '0-18446744073709551615'],
    [{ by: 7 }, 'forward', 7, '87-0'],
    [{ by: 500 }, 'forward', 20, '100-0'],
    [{ like: 'other' }, 'back', 30, '50-0'],
    [{ from: '91-0' }, 'forward', 10, '90-18446744073709551615'],
  ] as const)('to %o', async (to, way, count, position) => {
    await groupAt('80-0');
    await call('XGROUP', 'CREATE', 's', 'other', '50-0');
    const draft = await move(to);
    expect(draft).toMatchObject({
      affects: { count, exact: true },
      preview: { way, to: position },
      work: { position },
    });
    await pasted(draft.commands[0]);
    const unread = way === 'back' ? 20 + count : 20 - count;
    expect(await lagOf('g')).toBe(unread);
  });

  test('skips deleted entries when it counts, and says one entry', async () => {
    await groupAt('80-0');
    await call('XDEL', 's', '78-0', '79-0');
    const draft = await move({ by: -2 });
    expect(draft).toMatchObject({ work: { position: '76-18446744073709551615' }, affects: { count: 2 } });
    expect((await move({ by: 1 })).title).toBe('Move g forward: 1 entry is skipped');
  });

  test('says at least so many where it counted no further', async () => {
    await groupAt('80-0');
    const look = { ...acting.look, count: () => Promise.resolve({ entries: 7, complete: false, reached: null }) };
    const warned = async (to: object): Promise<string> =>
      said((await moveGroup.draft(look, input('move-group', { to }), freezer)).warnings[0]);
    expect(await warned({ at: 'latest' })).toBe('At least 7 entries are never handed out by g.');
    expect(await warned({ at: 'earliest' })).toMatch(/^At least 7 entries are handled a second time/);
  });

  test('is refused without a way to go', async () => {
    await groupAt('100-0');
    expect(said((await move({ by: 3 })).refusal)).toBe('g has nothing unread, so there is nothing to skip.');
    expect(said((await move({ at: 'latest' })).refusal)).toMatch(/stands there already/);
    expect(said((await move({ like: 'none' })).refusal)).toBe('There is no group none on this stream.');
    expect(said((await move({ from: '200-0' })).refusal)).toMatch(/behind the newest entry, 100-0/);
    await call('XGROUP', 'SETID', 's', 'g', '0');
    expect(said((await move({ by: -1 })).refusal)).toMatch(/cannot go back/);
  });

  test('bears reading on, and falls when the group was moved or has read past', async () => {
    await groupAt('80-0');
    const [back, forward] = [await move({ from: '31-0' }), await move({ by: 5 })];
    const plans = [
      planOf('move-group', back, { to: { from: '31-0' } }),
      planOf('move-group', forward, { to: { by: 5 } }),
    ];
    const differences = () => Promise.all(plans.map((plan) => moveGroup.moved(acting.look, plan)));
    await call('XREADGROUP', 'GROUP', 'g', 'w', 'COUNT', 2, 'STREAMS', 's', '>');
    expect(await differences()).toEqual([[], []]);
    await call('XREADGROUP', 'GROUP', 'g', 'w', 'COUNT', 6, 'STREAMS', 's', '>');
    expect(await differences()).toEqual([[], ['The group has read on to 88-0, so this would move it back.']]);
    await call('XGROUP', 'SETID', 's', 'g', '60-0');
    expect((await differences())[0]).toEqual(['The group was moved back to 60-0.']);
  });

  test('weighs a move that only skips less than one that repeats', () => {
    expect([{ at: 'latest' }, { by: 4 }, { by: -4 }, { at: 'earliest' }, { from: '1-0' }].map(riskOf)).toEqual([
      2, 2, 3, 3, 3,
    ]);
  });
});

describe('a plan to destroy a group', () => {
  test('freezes the whole pending list, with what is gone from the stream, and every consumer', async () => {
    await groupAt('80-0');
    await call('XGROUP', 'CREATECONSUMER', 's', 'g', 'idle');
    await call('XDEL', 's', '2-0');
    const draft = await destroy();
    expect(frozen.map(({ id, consumer }) => [id, consumer])).toEqual([
      ['1-0', 'w'],
      ['2-0', 'w'],
      ['3-0', 'w'],
    ]);
    expect(draft).toMatchObject({
      title: 'Destroy group g with 3 pending entries',
      typeName: 'g',
      preview: { pending: 3, consumers: 2, entriesRead: { value: 80 }, from: [{ consumer: 'w', count: 3 }] },
      work: { do: 'destroy-group', seen: '80-0', count: 3, consumers: ['idle', 'w'] },
      commands: ['XGROUP DESTROY s g'],
    });
    expect(said(draft.groups[0]?.sentence)).toBe(
      '3 pending entries are given up; at most 20 it has not read stay unread. The entries stay in the stream.',
    );
    expect(said(draft.warnings[0])).toBe(
      '2 of its consumers are at work: their next read fails with NOGROUP. Stop them first.',
    );
  });

  test('says of an idle one without anything left that nothing is lost', async () => {
    await call('XGROUP', 'CREATE', 's', 'g', '$', 'ENTRIESREAD', 100);
    const draft = await destroy();
    expect(draft).toMatchObject({ title: 'Destroy group g', groups: [{ effect: 'none' }], warnings: [] });
  });

  test('falls when it was read, acknowledged, or joined since, with the differences', async () => {
    await groupAt('80-0');
    const plan = planOf('destroy-group', await destroy(), {});
    expect(await destroyGroup.moved(acting.look, plan)).toEqual([]);
    await call('XACK', 's', 'g', '1-0', '2-0');
    await call('XREADGROUP', 'GROUP', 'g', 'new', 'COUNT', 1, 'STREAMS', 's', '>');
    expect(await destroyGroup.moved(acting.look, plan)).toEqual([
      'The group moved on from 80-0 to 81-0.',
      'It has 2 pending entries, not 3.',
      'new reads for it now.',
    ]);
    await call('XGROUP', 'DESTROY', 's', 'g');
    expect(await destroyGroup.moved(acting.look, plan)).toEqual(['The group is not there any more.']);
  });
});

const wipe = (): Promise<Draft> =>
  deleteStream.draft(
    acting.look,
    actionInput.parse({ kind: 'delete-stream', connection: 'c', stream: 's' }) as InputOf<'delete-stream'>,
    freezer,
  );

describe('a plan to delete a stream', () => {
  test('says what goes with it, who is at work, and has the way back', async () => {
    await groupAt('80-0');
    const draft = await wipe();
    expect(draft).toMatchObject({
      title: 'Delete s with 100 entries',
      affects: { count: 100, exact: true },
      typeName: 's',
      groups: [{ group: 'g', effect: 'loses-unread' }],
      preview: { length: 100, groups: 1, pending: 3 },
      work: { do: 'delete-stream', seen: '100-0', added: 100, groups: ['g'] },
    });
    expect(said(draft.groups[0]?.sentence)).toBe('3 pending, and what it has not read goes with the stream.');
    expect(draft.warnings.map(said)).toEqual([
      'g is being read: the next read of its consumers fails with NOGROUP. Stop them first.',
    ]);
    for (const line of draft.commands.slice(0, 2)) await pasted(line);
    expect(await call('EXISTS', 's')).toBe(0);
    for (const line of draft.commands.slice(3)) await pasted(line);
    expect(await call('XLEN', 's')).toBe(100);
    expect(await call('PTTL', 's')).toBe(-1);
  });

  test('warns of a producer that goes on', async () => {
    await call('DEL', 's');
    await call('XADD', 's', '*', 'n', 1);
    const draft = await wipe();
    expect(draft.title).toBe('Delete s with 1 entry');
    expect(said(draft.warnings[0])).toMatch(
      /^The last entry came .* ago: a producer that goes on makes the stream anew/,
    );
  });

  test('falls when a group was created since, or the stream is another', async () => {
    const made = {
      planId: 'p',
      fingerprint: 'f',
      kind: 'delete-stream',
      connection: 'c',
      stream: 's',
      group: null,
    } as const;
    const input = actionInput.parse({ kind: 'delete-stream', connection: 'c', stream: 's' });
    const plan: Plan = { ...(await wipe()), ...made, input, actor: 'a', createdAt: 0, expiresAt: 1, seenAt: 0 };
    await call('XADD', 's', '*', 'n', 1);
    expect(await deleteStream.moved(acting.look, plan)).toEqual([]);
    await call('XGROUP', 'CREATE', 's', 'new', '0');
    expect(await deleteStream.moved(acting.look, plan)).toEqual(['The group new was created.']);
    await call('DEL', 's');
    expect(await deleteStream.moved(acting.look, plan)).toEqual(['The stream is not there any more.']);
  });
});
