import { describe, expect, test } from 'vitest';
import { unknown } from '../known/known.ts';
import { withOwnCall, withoutOwnCall } from './own-calls.ts';
import { Rehearsal, verdictOf } from './rehearsal.ts';
import { consumerContext, judgeConsumer } from './judge-consumer.ts';

const seen = (lastCallAt: number) => ({ consumer: 'w1', pending: 3, lastCallAt, lastGotWorkAt: unknown('old') });

describe('a claim by Weir', () => {
  const calls = withOwnCall({}, 'w1', { from: 10_000, to: 10_200 }, 4_000);

  test('is no call of the consumer it gave entries to', () => {
    expect(withoutOwnCall(seen(10_100), calls).lastCallAt).toBe(4_000);
  });

  test('hides no call of its own, before or after', () => {
    expect(withoutOwnCall(seen(9_000), calls).lastCallAt).toBe(9_000);
    expect(withoutOwnCall(seen(12_000), calls).lastCallAt).toBe(12_000);
  });

  test('is nothing to other consumers', () => {
    const other = { ...seen(10_100), consumer: 'w2' };
    expect(withoutOwnCall(other, calls)).toBe(other);
  });

  test('that follows another one goes back behind both', () => {
    const both = withOwnCall(calls, 'w1', { from: 20_000, to: 20_050 }, 10_100);
    expect(withoutOwnCall(seen(20_010), both).lastCallAt).toBe(4_000);
  });

  test('to very many consumers is not remembered without end', () => {
    let many = calls;
    for (let n = 0; n < 500; n += 1) many = withOwnCall(many, `c${n}`, { from: 1, to: 2 }, 0);
    expect(Object.keys(many).length).toBeLessThanOrEqual(200);
    expect(many['c499']).toBeDefined();
  });
});

function claimedByWeir(): Rehearsal {
  const play = new Rehearsal({ consumers: ['w1', 'w2'] });
  play.add(20);
  play.read('w1', 10);
  play.read('w2', 10);
  play.play(90, () => play.read('w1', 1));
  const from = play.at;
  play.memory.ownCalls = withOwnCall(
    play.memory.ownCalls,
    'w2',
    { from, to: from },
    play.consumers.get('w2')?.lastCallAt ?? 0,
  );
  for (let index = 0; index < 10; index += 1) play.claim(index, 'w2');
  play.play(10, () => play.read('w1', 1));
  return play;
}

describe('a dead consumer that is given entries', () => {
  test('stays dead', () => {
    expect(verdictOf(claimedByWeir(), 'dead-consumer')).toBe('fired');
  });

  test('is dead in the list of consumers too', () => {
    const situation = claimedByWeir().situation();
    const list = situation.group.consumerList;
    const w2 = list.known ? list.value.consumers.find(({ consumer }) => consumer === 'w2') : undefined;
    if (w2 === undefined) throw new Error('w2 is not there');
    expect(judgeConsumer(w2, consumerContext(situation)).status).toBe('dead');
  });

  test('is alive from its own next call on', () => {
    const play = claimedByWeir();
    play.play(10, () => {
      play.read('w1', 1);
      play.read('w2', 1);
    });
    expect(verdictOf(play, 'dead-consumer')).toBe('ruled-out');
  });
});
