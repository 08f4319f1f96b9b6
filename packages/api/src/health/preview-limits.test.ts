import type { Gateway } from '@weir/domain/connections/gateway';
import { known, unknown } from '@weir/domain/known/known';
import { plainSentence } from '@weir/domain/wire/plain-sentence';
import { describe, expect, test } from 'vitest';
import { idAt, NAMES, NOON, rehearse, seenGroup, seenStream, type Rehearsal } from '../observe/rehearsal.ts';
import type { Watch } from '../observe/watch.ts';
import { groupLimits } from './group-limits.ts';
import { previewLimits } from './preview-limits.ts';

function watchOf(stage: Rehearsal): Watch {
  // Sound: board, clock, and the server's habits are what is asked for.
  const capabilities = { idleCountsAttempts: true };
  const gateway = { watcher: { ...stage.watcher, look: () => {}, capabilities } } as unknown as Gateway;
  return { ...NAMES, gateway, board: stage.board, here: () => stage.at } as unknown as Watch;
}

const holding = (group: string, lastCallAt: number, readAt: number) =>
  seenGroup({
    group,
    pending: 3,
    oldestPending: known({ id: idAt(NOON - 40_000), consumer: 'w1', deliveredAt: NOON - 40_000, deliveries: 1 }),
    consumerList: known({
      readAt,
      consumers: [{ consumer: 'w1', pending: 3, lastCallAt, lastGotWorkAt: unknown('old server') }],
    }),
  });

/** Two groups whose consumers were last heard of half a minute ago and just now. */
async function stage() {
  const play = rehearse();
  const at = play.at + 2_000;
  const changed = [
    seenStream('orders', [holding('quiet', at - 30_000, at), holding('busy', at, at)]),
    seenStream('mails', [holding('quiet', at - 30_000, at)]),
  ];
  await play.poll({ first: true, changed });
  return { play, watch: watchOf(play) };
}

const looked = { stream: 'orders', group: 'quiet' };

describe('a preview of health rules', () => {
  test('says what the group would be told with them, and changes nothing', async () => {
    const { play, watch } = await stage();
    const preview = previewLimits(watch, {
      ...looked,
      pattern: { stream: 'orders', group: '*' },
      limits: { callMs: 10_000 },
    });
    expect(preview.now.status).not.toBe('dead-consumer');
    expect(preview.would).toMatchObject({ status: 'dead-consumer', level: 'critical' });
    const [dead] = preview.would.fired;
    expect(plainSentence(dead?.evidence ?? [], play.at)).toBe('w1 made no call for 30 s, limit is 10 s.');
    expect(dead?.samples.count).toBe(1);
    expect(play.board.streams.get('orders')?.groups.get('quiet')?.row.status).not.toBe('dead-consumer');
    expect(watch.board.limitBook.rules).toEqual([]);
  });

  test('names the groups it reaches that would be judged otherwise', async () => {
    const { watch } = await stage();
    const limits = { callMs: 10_000 };
    expect(previewLimits(watch, { ...looked, pattern: { stream: 'orders', group: '*' }, limits })).toMatchObject({
      reaches: 2,
      tried: 2,
      otherwiseCount: 1,
      otherwise: [{ stream: 'orders', group: 'quiet', would: 'dead-consumer' }],
    });
    expect(previewLimits(watch, { ...looked, pattern: { stream: '*', group: '*' }, limits })).toMatchObject({
      reaches: 3,
      otherwiseCount: 2,
    });
  });

  test('of a rule that a more precise one outdoes changes nothing', async () => {
    const { watch } = await stage();
    watch.board.limitBook = {
      ...watch.board.limitBook,
      rules: [
        {
          ruleId: 'r',
          connection: 'main',
          stream: 'orders',
          group: 'quiet',
          limits: { callMs: 90_000 },
          setBy: 'a',
          setAt: 1,
        },
      ],
    };
    const preview = previewLimits(watch, {
      ...looked,
      pattern: { stream: 'orders', group: '*' },
      limits: { callMs: 10_000 },
    });
    expect(preview.would.status).not.toBe('dead-consumer');
  });
});

test('a verdict that is held back is not what other limits would say', async () => {
  const { play, watch } = await stage();
  // Something has waited all the time, so whoever called would have got it.
  const waits = {
    unread: { known: true, value: 5, quality: 'exact', source: 'test' },
    oldestUnreadId: known(idAt(NOON - 200_000)),
  } as const;
  const gone = (readAt: number) => [
    seenStream('orders', [{ ...holding('quiet', readAt - 90_000, readAt), ...waits }, holding('busy', readAt, readAt)]),
  ];
  await play.poll({ changed: gone(play.at + 2_000) });
  const pattern = { stream: 'orders', group: '*' };
  const preview = previewLimits(watch, { ...looked, pattern, limits: { callMs: 300_000 } });
  expect(preview.now.status).toBe('dead-consumer');
  expect(preview.would.status).not.toBe('dead-consumer');
  expect(preview.otherwise).toMatchObject([{ group: 'quiet', now: 'dead-consumer' }]);
});

describe('how a group is judged', () => {
  test('is told limit by limit, with the rule each comes from and its bounds', async () => {
    const { watch } = await stage();
    const rule = {
      ruleId: 'r',
      connection: 'main',
      stream: 'orders',
      group: '*',
      limits: { poisonDeliveries: 9 },
      setBy: 'a',
      setAt: 1,
    };
    watch.board.limitBook = { ...watch.board.limitBook, rules: [rule] };
    const { limits, rules } = groupLimits(watch, looked);
    expect(limits.find(({ limit }) => limit === 'poisonDeliveries')).toMatchObject({ value: 9, standard: 5, rule });
    expect(limits.find(({ limit }) => limit === 'callMs')).toMatchObject({ value: 60_000, rule: null, least: 5_000 });
    expect(rules).toEqual([rule]);
    expect(groupLimits(watch, { stream: 'mails', group: 'quiet' }).rules).toEqual([]);
  });

  test('what is not known of its past is null, and the longest gap is told once a consumer came back', async () => {
    const { play, watch } = await stage();
    expect(groupLimits(watch, looked).usual).toMatchObject({ longestGapMs: null, pauseMs: null, handlingMs: null });
    await play.poll({
      changed: [seenStream('orders', [holding('quiet', play.at, play.at), holding('busy', play.at, play.at)])],
    });
    expect(groupLimits(watch, looked).usual).toMatchObject({ longestGapMs: 30_000, longestGapBy: 'w1' });
  });
});
