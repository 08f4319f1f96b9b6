import { describe, expect, test } from 'vitest';
import { unknown } from '../known/known.ts';
import { plainSentence } from '../wire/plain-sentence.ts';
import { evidenceOf, Rehearsal, sentenceOf, troubles, verdictOf, work, type RehearsalOptions } from './rehearsal.ts';

const EIGHT = Array.from({ length: 8 }, (_, n) => `worker-${n + 1}`);

function oneOfEight(options: RehearsalOptions) {
  const play = new Rehearsal({ consumers: EIGHT, ...options });
  const living = EIGHT.filter((name) => name !== 'worker-7');
  play.play(30, () => {
    play.add(86);
    work(play, EIGHT, 88);
  });
  play.add(1284);
  play.ack('worker-7');
  play.read('worker-7', 1284 + 200);
  while ([...play.pending.values()].filter((held) => held.consumer === 'worker-7').length > 1284)
    play.ack('worker-7', 1);
  return { play, living };
}

describe('a dead consumer', () => {
  test.each([true, false])('is named with what it holds (calls without result seen: %s)', (idleCountsAttempts) => {
    const { play, living } = oneOfEight({ idleCountsAttempts });
    const busy = () => {
      play.add(86);
      work(play, living, 98);
    };
    play.play(58, busy);
    expect(play.judgement?.status).toBe('healthy');
    play.play(6, busy);
    expect(play.judgement).toMatchObject({ status: 'dead-consumer', level: 'critical' });
    expect(sentenceOf(play)).toContain('worker-7 is dead. It ');
    expect(sentenceOf(play)).toContain(
      'and still holds 1,284 entries. No other consumer will get them until someone claims them.',
    );
    expect(plainSentence(play.judgement?.clause ?? [], play.at)).toBe(
      '1,284 entries are stuck behind the dead consumer worker-7',
    );
    expect(play.judgement?.findings[1]?.subject).toEqual({ consumer: 'worker-7' });
    for (const other of ['falling-behind', 'poison-entry', 'catching-up', 'no-consumers']) {
      expect(verdictOf(play, other)).toBe('ruled-out');
    }
    expect(troubles(play)).toEqual(['dead-consumer']);
  });

  test('says when and by how much the limit is passed', () => {
    const { play, living } = oneOfEight({});
    play.play(120, () => work(play, living, 98));
    expect(evidenceOf(play, 'dead-consumer')).toBe('worker-7 made no call for 2 m 00 s, limit is 60 s.');
  });

  test('is over within two polls once its entries are claimed and acknowledged', () => {
    const { play, living } = oneOfEight({});
    const busy = () => {
      play.add(86);
      work(play, living, 98);
    };
    play.play(120, busy);
    for (const [index, held] of play.pending) if (held.consumer === 'worker-7') play.claim(index, 'worker-1');
    play.play(4, busy);
    expect(play.judgement?.status).toBe('healthy');
  });

  test('keeps the time since when it is dead', () => {
    const { play, living } = oneOfEight({});
    play.play(70, () => work(play, living, 98));
    const since = play.judgement?.since;
    play.play(600, () => work(play, living, 98));
    expect(play.judgement?.since).toBe(since);
  });

  test('is counted with the others when all are dead', () => {
    const play = new Rehearsal({ consumers: ['w1', 'w2'] });
    play.play(10, () => {
      play.add(10);
      work(play, ['w1', 'w2'], 10);
    });
    play.play(90, () => play.add(10));
    expect(play.judgement?.status).toBe('dead-consumer');
    expect(sentenceOf(play)).toContain('All 2 consumers are dead.');
    expect(verdictOf(play, 'no-consumers')).toBe('fired');
  });

  test('is unknown, never dead, when the list of consumers is denied', () => {
    const { play, living } = oneOfEight({});
    play.blur = (group) => ({ ...group, consumerList: unknown('this account may not run XINFO CONSUMERS') });
    play.play(180, () => {
      play.add(86);
      work(play, living, 98);
    });
    expect(verdictOf(play, 'dead-consumer')).toBe('unknown');
    expect(troubles(play)).toEqual([]);
  });

  test('is not judged from a list that is older than its calls', () => {
    const play = new Rehearsal();
    play.play(10, () => {
      play.add(5);
      work(play, ['w1'], 5);
    });
    const old = play.situation().group.consumerList;
    play.blur = (group) => ({ ...group, consumerList: old });
    play.play(300, () => {
      play.add(5);
      work(play, ['w1'], 5);
    });
    expect(troubles(play)).toEqual([]);
  });
});

describe('consumers that wait in long blocking reads', () => {
  test('are not dead while they hold nothing, whatever the server counts as a call', () => {
    for (const idleCountsAttempts of [true, false]) {
      const play = new Rehearsal({ consumers: ['w1', 'w2'], idleCountsAttempts });
      play.play(10, () => {
        play.add(2);
        work(play, ['w1', 'w2'], 2);
      });
      play.play(2, () => work(play, ['w1', 'w2'], 2));
      play.play(900);
      expect(troubles(play)).toEqual([]);
    }
  });

  test('up to Redis 7.0, holding an entry on a quiet stream, cannot be told from dead ones', () => {
    const play = new Rehearsal({ consumers: ['w1', 'w2'], idleCountsAttempts: false });
    play.add(1);
    play.read('w1', 1);
    play.play(100, () => {
      play.read('w1', 1);
      play.read('w2', 1);
    });
    expect(verdictOf(play, 'dead-consumer')).toBe('unknown');
    expect(evidenceOf(play, 'dead-consumer')).toContain('w1 got nothing for 1 m 40 s');
    expect(troubles(play)).toEqual([]);
  });

  test('up to Redis 7.0, are dead once as many entries went to others as there are consumers', () => {
    const play = new Rehearsal({ consumers: ['w1', 'w2'], idleCountsAttempts: false });
    play.play(4);
    play.add(1);
    play.read('w1', 1);
    play.play(80, (second) => {
      if (second % 30 === 0) play.add(1);
      work(play, ['w2'], 1);
    });
    expect(play.judgement?.status).toBe('dead-consumer');
    expect(sentenceOf(play)).toContain('took nothing for');
  });

  test('on a replica are treated as on an old server, since empty polls do not reach it', () => {
    const play = new Rehearsal({ consumers: ['w1'], idleCountsAttempts: true, role: 'replica' });
    play.add(1);
    play.read('w1', 1);
    play.play(100);
    expect(verdictOf(play, 'dead-consumer')).toBe('unknown');
  });
});

describe('entries nobody reads', () => {
  test('are stalled when the only consumer stopped and more come in', () => {
    const play = new Rehearsal();
    play.play(60, () => {
      play.add(5);
      work(play, ['w1'], 10);
    });
    play.play(2, () => work(play, ['w1'], 10));
    play.play(140, () => play.add(5));
    expect(play.judgement).toMatchObject({ status: 'no-consumers', level: 'critical' });
    expect(sentenceOf(play)).toContain('Nobody reads.');
  });

  test('of a group without consumers on a quiet stream are only mentioned', () => {
    const play = new Rehearsal({ consumers: [] });
    play.add(37);
    play.play(900);
    expect(play.judgement).toMatchObject({ status: 'no-consumers', level: 'idle' });
    expect(sentenceOf(play)).toBe('The group has no consumers. 37 entries wait unread.');
  });

  test('of a group without consumers are critical while more come in', () => {
    const play = new Rehearsal({ consumers: [] });
    play.play(180, () => play.add(5));
    expect(play.judgement).toMatchObject({ status: 'no-consumers', level: 'critical' });
  });

  test('wait while consumers call without asking for new ones', () => {
    const play = new Rehearsal();
    play.play(20, () => {
      play.add(1);
      work(play, ['w1'], 1);
    });
    play.ack('w1');
    play.play(200, (second) => {
      if (second % 20 === 0) play.add(1);
      play.consumers.set('w1', { lastCallAt: play.at, lastGotAt: null });
    });
    expect(play.judgement?.status).toBe('stalled-reading');
  });

  test('of a batch reader are no trouble once its habit is known', () => {
    const play = new Rehearsal();
    const hour = (second: number) => {
      play.add(10);
      play.ack('w1');
      if (second % 300 === 299) play.read('w1', 100_000);
    };
    play.play(1200, hour);
    const known = play.course.length;
    play.play(1799, hour);
    expect(play.course.slice(known).filter((one) => one.status !== 'batch')).toEqual([]);
    play.play(200, (second) => hour(second));
    expect(play.judgement?.status).toBe('batch');
    expect(sentenceOf(play)).toMatch(/^Batch\. Next run expected \d\d:\d\d:\d\d\.$/);
    play.play(1200, () => play.add(10));
    expect(play.judgement?.level).toBe('critical');
    expect(play.course.map((one) => one.status)).toContain('late-batch');
  });
});
