import { actionInput, type InputOf } from '@weir/domain/actions/action-input';
import type { Freezer } from '@weir/domain/actions/freezer';
import type { Draft } from '@weir/domain/actions/plan';
import { trim } from '@weir/domain/actions/trim';
import { plainSentence } from '@weir/domain/wire/plain-sentence';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startActing, type ActingRedis } from '../changes/rig/acting-redis.ts';
import { NO_PAST } from '../changes/rig/no-past.ts';

let acting: ActingRedis;
let streams = 0;
beforeAll(async () => {
  acting = await startActing();
});
afterAll(() => acting.close());

const freezer: Freezer = {
  freeze: () => Promise.resolve(),
  progress: () => {},
  signal: { aborted: false },
  liveWithinMs: 60_000,
  past: NO_PAST,
};

async function filled(count: number): Promise<string> {
  streams += 1;
  const stream = `draft${streams}`;
  const add = (at: number) => acting.rig.call('XADD', stream, `${at + 1}-0`, 'field', `value ${at}`);
  await Promise.all(Array.from({ length: count }, (_, at) => add(at)));
  return stream;
}

function draftOf(stream: string, rest: object): Promise<Draft> {
  const input = actionInput.parse({ kind: 'trim', connection: 'c', stream, ...rest }) as InputOf<'trim'>; // just said
  return trim.draft(acting.look, input, freezer);
}

/** What the plan does when it is carried out. */
async function carriedOut(stream: string, draft: Draft): Promise<number> {
  if (draft.work?.do !== 'trim') throw new Error('no work');
  const { do: kind, ...what } = draft.work;
  const outcome = await acting.run({ kind, stream, ...what });
  return outcome.outcome === 'done' ? outcome.result.done : -1;
}

describe('a trim to a size', () => {
  test('becomes a length, by what an entry uses on average', async () => {
    const stream = await filled(4_000);
    const uses = (await acting.rig.call('MEMORY', 'USAGE', stream)) as number;
    const draft = await draftOf(stream, { rule: { keep: 'bytes', bytes: Math.round(uses / 4) } });
    expect(draft).toMatchObject({ affects: { count: 3_000 }, work: { rule: { keep: 'newest', entries: 1_000 } } });
    expect(await carriedOut(stream, draft)).toBe(3_000);
    expect(await acting.rig.call('MEMORY', 'USAGE', stream)).toBeLessThan(uses / 3.5);
  });

  test('is refused where the size is not known, and takes nothing where it is small enough', async () => {
    const stream = await filled(100);
    const small = await draftOf(stream, { rule: { keep: 'bytes', bytes: 1_000_000 } });
    expect(plainSentence(small.refusal ?? [], 0)).toContain('nothing that this rule');
    await acting.rig.call('ACL', 'SETUSER', 'default', '-memory');
    const unknown = await draftOf(stream, { rule: { keep: 'bytes', bytes: 1 } });
    await acting.rig.call('ACL', 'SETUSER', 'default', '+memory');
    expect(plainSentence(unknown.refusal ?? [], 0)).toContain('not known');
    expect(unknown.work).toBeNull();
  });
});

describe('a trim with a limit', () => {
  test('says what would go without it, and takes no more', async () => {
    const stream = await filled(500);
    await acting.rig.call('XGROUP', 'CREATE', stream, 'g', '450-0');
    const draft = await draftOf(stream, { rule: { keep: 'newest', entries: 10 }, atMost: 70 });
    expect(draft).toMatchObject({
      title: 'Trim 70 entries',
      affects: { count: 70 },
      preview: { keeps: 430, withoutLimit: 450, heldBy: 'g', bound: { known: false } },
      commands: [`XTRIM ${stream} MAXLEN = 430`],
    });
    expect(await carriedOut(stream, draft)).toBe(70);
  });
});

test('about says so, and its command is the cheap one', async () => {
  const stream = await filled(500);
  const draft = await draftOf(stream, { rule: { keep: 'newest', entries: 100 }, precision: 'about' });
  expect(draft).toMatchObject({ affects: { count: 400, exact: false }, commands: [`XTRIM ${stream} MAXLEN ~ 100`] });
});

describe('groups nobody was seen in', () => {
  test('are named with their last call, lose what they have not read, and are not waited for', async () => {
    const stream = await filled(400);
    for (const group of ['old', 'older']) {
      await acting.rig.call('XGROUP', 'CREATE', stream, group, '0');
      await acting.rig.call('XREADGROUP', 'GROUP', group, 'c', 'COUNT', 1, 'STREAMS', stream, '>');
    }
    await acting.rig.call('XGROUP', 'CREATE', stream, 'lives', '300-0');
    const rule = { keep: 'newest', entries: 50 };
    // Groups of this test are seconds old: the shortest time there is may not have passed for them.
    const held = await draftOf(stream, { rule, ignoreUnseenMs: 60_000 });
    expect(held).toMatchObject({ affects: { count: 0 }, preview: { heldBy: 'old' } });
    const input = { ...actionInput.parse({ kind: 'trim', connection: 'c', stream, rule }), ignoreUnseenMs: 0 };
    const draft = await trim.draft(acting.look, input as InputOf<'trim'>, freezer);
    expect(draft.preview).toMatchObject({ ignored: [{ group: 'old' }, { group: 'older' }], heldBy: 'lives' });
    expect(draft).toMatchObject({
      affects: { count: 300 },
      work: { ignore: { groups: ['old', 'older'], unseenMs: 0 } },
    });
    const effects = Object.fromEntries(draft.groups.map(({ group, effect, entries }) => [group, [effect, entries]]));
    expect(effects).toEqual({
      lives: ['holds-back', null],
      old: ['loses-unread', { count: 299, exact: true }],
      older: ['loses-unread', { count: 299, exact: true }],
    });
    expect(plainSentence(draft.warnings[0] ?? [], 0)).toMatch(/^old and 1 other made no call since/);
    expect(await carriedOut(stream, draft)).toBe(300);
  });
});
