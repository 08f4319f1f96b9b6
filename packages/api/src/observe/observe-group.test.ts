import { known } from '@weir/domain/known/known';
import { describe, expect, test } from 'vitest';
import { HEALTH_RULES } from '@weir/domain/health/catalogue';
import { diagnose, relaxedFor } from './observe-group.ts';
import { idAt, NOON, rehearse, seenGroup, seenStream } from './rehearsal.ts';

async function holding() {
  const stage = rehearse();
  const held = seenGroup({
    pending: 3,
    oldestPending: known({ id: idAt(NOON - 1_000), consumer: 'c1', deliveredAt: NOON, deliveries: 1 }),
    consumerList: known({
      readAt: NOON,
      consumers: [{ consumer: 'c1', pending: 3, lastCallAt: NOON, lastGotWorkAt: known(NOON) }],
    }),
  });
  const idle = Array.from({ length: 6 }, (_, n) => seenGroup({ group: `idle${n}` }));
  await stage.poll({ first: true, changed: [seenStream('s', [held, ...idle])] });
  const group = (name: string) => stage.board.streams.get('s')?.groups.get(name);
  return { stage, held, group };
}

async function stuck() {
  const { stage, held, group } = await holding();
  const stream = stage.board.streams.get('s');
  for (let polls = 0; polls < 200; polls += 1) {
    const groups = [{ ...held, unread: { known: true, value: polls, quality: 'exact', source: 'test' } as const }];
    await stage.poll({ changed: [seenStream('s', groups, { length: 100 + polls })] });
  }
  const [tracked, observation] = [group('g'), stage.board.streams.get('s')?.observation ?? stream?.observation];
  if (tracked === undefined || observation === undefined) throw new Error('the group went away');
  return { tracked, observation };
}

describe('how often a group is judged', () => {
  test('every poll while there are few groups', async () => {
    const { stage, group } = await holding();
    for (let polls = 0; polls < 60; polls += 1) {
      await stage.poll();
      expect(group('g')?.judgedAt).toBe(stage.at);
    }
  });

  test('less often once nothing moves in it, but never forgotten', async () => {
    const { stage, group } = await holding();
    const judged = new Set<number>();
    for (let polls = 0; polls < 120; polls += 1) {
      await stage.poll();
      judged.add(group('idle1')?.judgedAt ?? 0);
    }
    expect(group('idle1')?.judgement.status).toBe('idle');
    expect(judged.size).toBeLessThan(60);
    expect(stage.at - (group('idle1')?.judgedAt ?? 0)).toBeLessThanOrEqual(60_000);
  });

  test('at once when something new is seen', async () => {
    const { stage, group } = await holding();
    for (let polls = 0; polls < 120; polls += 1) await stage.poll();
    const stream = stage.board.streams.get('s')?.observation ?? seenStream('s', []);
    const groups = stream.groups.map((seen) => (seen.group === 'idle1' ? { ...seen, pending: 9 } : seen));
    await stage.poll({ changed: [{ ...stream, groups }] });
    expect(group('idle1')?.judgedAt).toBe(stage.at);
    expect(group('idle1')?.row.pending).toBe(9);
  });

  test('a series that stands still has no gaps', async () => {
    const { stage, group } = await holding();
    for (let polls = 0; polls < 120; polls += 1) await stage.poll();
    const points = group('idle1')?.ring.points(1, NOON, stage.at, 1_000) ?? [];
    expect(points.length).toBeGreaterThan(30);
    expect(points.filter(([, value]) => value !== 0)).toEqual([]);
  });

  test('tens of thousands of groups that stand still are judged every few seconds', () => {
    expect([4, 4_000, 100_000].map(relaxedFor)).toEqual([1, 1_000, 6_000]);
  });
});

describe('why a group is judged as it is', () => {
  const server = { idleCountsAttempts: false, role: 'primary' } as const;

  test('every rule is asked again for whoever looks, though only the verdict is kept', async () => {
    const { tracked, observation } = await stuck();
    expect(tracked.judgement.level).toBe('critical');
    expect(tracked.judgement.findings.map(({ rule }) => rule)).toEqual([tracked.judgement.status]);
    const { findings } = diagnose(tracked, observation, server);
    expect(findings.map(({ rule }) => rule)).toEqual(HEALTH_RULES.map(({ name }) => name));
    expect(findings.find(({ rule }) => rule === tracked.judgement.status)?.verdict).toBe('fired');
  });

  test('looking changes nothing of what is remembered', async () => {
    const { tracked, observation } = await stuck();
    const memory = structuredClone(tracked.memory);
    for (let looks = 0; looks < 5; looks += 1) diagnose(tracked, observation, server);
    expect(tracked.memory).toEqual(memory);
  });

  test('an idle group has all its rules ruled out, not none', async () => {
    const { stage, group } = await holding();
    for (let polls = 0; polls < 60; polls += 1) await stage.poll();
    const [tracked, stream] = [group('idle1'), stage.board.streams.get('s')];
    expect(tracked?.judgement.status).toBe('idle');
    if (tracked !== undefined && stream !== undefined)
      expect(diagnose(tracked, stream.observation, server).findings).toHaveLength(HEALTH_RULES.length);
  });

  test('what does not change stays the same object, so that nothing is new to the garbage collector', async () => {
    const { stage, group } = await holding();
    for (let polls = 0; polls < 600; polls += 1) await stage.poll();
    const { row, judgement, rates } = { ...group('idle1') };
    for (let polls = 0; polls < 60; polls += 1) await stage.poll();
    expect(group('idle1')?.row).toBe(row);
    expect(group('idle1')?.judgement).toBe(judgement);
    expect(group('idle1')?.rates).toBe(rates);
  });
});
