import type { ServerIdentity } from '@weir/domain/connections/server-identity';
import { known } from '@weir/domain/known/known';
import { plainSentence } from '@weir/domain/wire/plain-sentence';
import { describe, expect, test } from 'vitest';
import { idAt, NOON, rehearse, seenGroup, seenStream, type Rehearsal } from '../observe/rehearsal.ts';

function identity(runId: string): ServerIdentity {
  return {
    product: 'redis',
    version: '7.0.15',
    mode: 'standalone',
    role: 'primary',
    runId,
    replicationId: '',
    replicationOffset: known(0),
    memoryUsedBytes: known(1),
    memoryMaxBytes: known(0),
    memoryPolicy: known('noeviction'),
    evictedKeys: known(0),
  };
}

const groups = (at: number) => ['a', 'b', 'c'].map((group) => seenGroup({ group, position: idAt(at) }));

async function watched(): Promise<Rehearsal> {
  const stage = rehearse();
  stage.watcher.identity = identity('one');
  await stage.poll({ first: true, changed: [seenStream('orders', groups(NOON - 1_000)), seenStream('mails', [])] });
  return stage;
}

function loseLink(stage: Rehearsal, forMs: number): void {
  const since = stage.at;
  const down = { state: 'down', since, reason: 'lost', sentence: 'x', attempts: 1, nextTryAt: null } as const;
  for (const link of [down, { state: 'up', since: since + forMs } as const]) {
    if (link.state === 'up') stage.watcher.identity = identity('two');
    stage.watcher.link = link;
    stage.sampler.noteLink(link);
  }
}

const told = (stage: Rehearsal): string[] =>
  stage.board.events.map(
    ({ title, detail }) => `${plainSentence(title, stage.at)}: ${plainSentence(detail, stage.at)}`,
  );

describe('the timeline of a Redis that restarts', () => {
  test('has one event for it, told with the first poll', async () => {
    const stage = await watched();
    loseLink(stage, 3_000);
    expect(told(stage)).toEqual(['Redis cannot be reached: x']);
    await stage.poll({ first: true });
    expect(told(stage)).toEqual(['Redis cannot be reached: x', 'Redis restarted: back after 3 s']);
    await stage.poll();
    expect(told(stage)).toHaveLength(2);
  });

  test('says in that one event how many groups went back and what is gone', async () => {
    const stage = await watched();
    loseLink(stage, 3_000);
    await stage.poll({
      first: true,
      changed: [seenStream('orders', groups(NOON - 60_000))],
      gone: [{ stream: 'mails', because: 'deleted' }],
    });
    expect(told(stage).slice(1)).toEqual([
      'Redis restarted: back after 3 s; 3 groups were moved back, 1 stream or group is gone: what Redis had not saved is lost',
    ]);
    expect(stage.board.events.at(-1)?.level).toBe('warning');
  });

  test('still tells what trouble groups came into', async () => {
    const stage = await watched();
    loseLink(stage, 3_000);
    const dead = seenGroup({
      group: 'a',
      pending: 5,
      consumerList: known({
        readAt: stage.at,
        consumers: [{ consumer: 'w', pending: 5, lastCallAt: NOON - 600_000, lastGotWorkAt: known(NOON - 600_000) }],
      }),
      unread: { known: true, value: 5, quality: 'exact', source: 'test' },
      oldestUnreadId: known(idAt(NOON - 600_000)),
    });
    await stage.poll({ first: true, changed: [seenStream('orders', [dead, ...groups(NOON - 1_000).slice(1)])] });
    expect(
      told(stage)
        .slice(1)
        .map((event) => event.split(':')[0]),
    ).toEqual(['Redis restarted', 'a has a dead consumer']);
  });

  test('calls it no restart when the same process answers again', async () => {
    const stage = await watched();
    const since = stage.at;
    const down = { state: 'down', since, reason: 'lost', sentence: 'x', attempts: 1, nextTryAt: null } as const;
    for (const link of [down, { state: 'up', since: since + 1_000 } as const]) {
      stage.watcher.link = link;
      stage.sampler.noteLink(link);
    }
    expect(told(stage).at(-1)).toBe('Redis is back: after 1 s');
    await stage.poll({ first: true, changed: [seenStream('orders', groups(NOON - 60_000))] });
    expect(stage.board.events.filter(({ kind }) => kind === 'position')).toHaveLength(3);
  });
});
