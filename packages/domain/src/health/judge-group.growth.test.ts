import { describe, expect, test } from 'vitest';
import { Rehearsal, sentenceOf, troubles, verdictOf, work } from './rehearsal.ts';

function slowing(out: number, seconds: number): Rehearsal {
  const play = new Rehearsal({ consumers: ['a', 'b', 'c', 'd'] });
  const names = ['a', 'b', 'c', 'd'];
  play.play(300, () => {
    play.add(212);
    work(play, names, 216);
  });
  play.play(seconds, () => {
    play.add(212);
    work(play, names, out);
  });
  return play;
}

describe('a group that falls behind', () => {
  test('is found within two and a half minutes and told apart from the other causes', () => {
    const play = slowing(172, 150);
    expect(play.judgement).toMatchObject({ status: 'falling-behind', level: 'critical' });
    expect(sentenceOf(play)).toMatch(
      /^Consumers slowed down\. Out fell from 212\/s to 172\/s at \d\d:\d\d:\d\d while in stayed normal\. All 4 consumers are alive and busy\.$/,
    );
    for (const other of ['dead-consumer', 'poison-entry', 'no-consumers', 'losing-data', 'catching-up']) {
      expect(verdictOf(play, other)).toBe('ruled-out');
    }
    expect(troubles(play)).toEqual(['falling-behind']);
  });

  test('is found within 100 s by a Weir that has only just started', () => {
    const play = new Rehearsal({ consumers: ['a', 'b'] });
    play.play(20, () => {
      play.add(212);
      work(play, ['a', 'b'], 214);
    });
    play.play(80, () => {
      play.add(212);
      work(play, ['a', 'b'], 172);
    });
    expect(play.judgement?.status).toBe('falling-behind');
  });

  test('is not called so before there is a minute of growth', () => {
    expect(troubles(slowing(172, 50))).toEqual([]);
  });

  test('is cleared when it keeps up again, not at the first better poll', () => {
    const play = slowing(172, 200);
    const names = ['a', 'b', 'c', 'd'];
    play.play(2, () => work(play, names, 20_000));
    expect(play.judgement?.status).toBe('falling-behind');
    play.play(20, () => {
      play.add(212);
      work(play, names, 240);
    });
    expect(play.judgement?.status).toBe('healthy');
  });

  test('stays so over a gap in the polls, until it is known to keep up', () => {
    const play = slowing(172, 200);
    play.at += 60_000;
    play.play(100, () => {
      play.add(212);
      work(play, ['a', 'b', 'c', 'd'], 172);
    });
    expect(troubles(play)).toEqual(['falling-behind']);
  });

  test('is caught when its unread climbs in a saw-tooth', () => {
    const play = new Rehearsal();
    // Every 40 s it reads most of what is there, a little less each time.
    play.play(900, (second) => {
      play.add(50);
      play.ack('w1');
      play.read('w1', 1);
      if (second % 40 === 39) play.read('w1', 1650);
    });
    expect(play.judgement?.status).toBe('falling-behind');
  });

  test('is not claimed when the saw-tooth comes back to nothing each time', () => {
    const play = new Rehearsal();
    play.play(1800, (second) => {
      play.add(50);
      play.ack('w1');
      play.read('w1', second % 40 === 39 ? 100_000 : 1);
    });
    expect(troubles(play)).toEqual([]);
  });

  test('says that more comes in when that is the cause', () => {
    const play = new Rehearsal();
    play.play(300, () => {
      play.add(100);
      work(play, ['w1'], 110);
    });
    play.play(180, () => {
      play.add(200);
      work(play, ['w1'], 110);
    });
    expect(sentenceOf(play)).toMatch(/^More comes in than goes out\. In rose from 100\/s to 200\/s/);
  });

  test('is judged by behind where the count stops at a cap', () => {
    const play = new Rehearsal();
    play.blur = (group) => ({ ...group, unread: { known: true, value: 1000, quality: 'more-than', source: 'count' } });
    play.add(20_000);
    play.play(300, () => {
      play.add(50);
      work(play, ['w1'], 20);
    });
    expect(play.judgement?.status).toBe('falling-behind');
  });
});

describe('a burst that drains', () => {
  test('is catching up while far behind, and never falling behind', () => {
    const play = new Rehearsal();
    play.play(300, () => {
      play.add(96);
      work(play, ['w1'], 120);
    });
    play.play(60, () => {
      play.add(420);
      work(play, ['w1'], 120);
    });
    expect(troubles(play)).toEqual([]);
    play.play(140, () => {
      play.add(96);
      work(play, ['w1'], 120);
    });
    expect(play.judgement).toMatchObject({ status: 'catching-up', level: 'warning' });
    expect(sentenceOf(play)).toMatch(/^Producer burst, now over\. In peaked at 4[12]\d\/s for \d/);
    play.play(1200, () => {
      play.add(96);
      work(play, ['w1'], 160);
    });
    expect(play.course.map((one) => one.status)).toEqual(['healthy', 'catching-up', 'healthy']);
  });

  test('in the first minutes of watching is not mistaken for slow consumers', () => {
    const play = new Rehearsal();
    play.play(20, () => {
      play.add(96);
      work(play, ['w1'], 200);
    });
    play.play(55, () => {
      play.add(420);
      work(play, ['w1'], 200);
    });
    play.play(120, () => {
      play.add(96);
      work(play, ['w1'], 200);
    });
    expect(troubles(play)).not.toContain('falling-behind');
  });
});

describe('a group that is behind and stays there', () => {
  test('is a warning with its rates', () => {
    const play = new Rehearsal();
    play.play(10);
    play.add(10_000);
    play.play(420, () => {
      play.add(100);
      work(play, ['w1'], 100);
    });
    expect(play.judgement?.status).toBe('behind');
    expect(sentenceOf(play)).toMatch(/^fulfilment is 1 m \d\d s behind and stays there\. In 100\/s, out 100\/s\.$/);
  });
});
