import { describe, expect, test } from 'vitest';
import { evidenceOf, Rehearsal, sentenceOf, troubles, verdictOf, work } from './rehearsal.ts';

describe('jumps', () => {
  test('a position that went back is told, and explains what follows', () => {
    const play = new Rehearsal();
    play.play(300, () => {
      play.add(50);
      work(play, ['w1'], 60);
    });
    play.position = 100;
    play.entriesRead = 100;
    play.play(40, () => {
      play.add(50);
      work(play, ['w1'], 90);
    });
    expect(verdictOf(play, 'rewound')).toBe('fired');
    expect(evidenceOf(play, 'rewound')).toMatch(/^The position went back from \d+-\d+ at 12:05:0\d\.$/);
    expect(troubles(play)).not.toContain('falling-behind');
    expect(play.judgement?.status).toBe('catching-up');
    expect(sentenceOf(play)).toContain('The position was moved back at 12:05:0');
  });

  test('counters that go back after a failover raise nothing', () => {
    const play = new Rehearsal();
    const steady = () => {
      play.add(50);
      work(play, ['w1'], 60);
    };
    play.play(300, steady);
    play.ids.length -= 200;
    play.position = play.ids.length - 20;
    play.entriesRead = play.position;
    play.pending.clear();
    play.play(300, steady);
    expect(troubles(play)).toEqual([]);
  });

  test('half an hour without polls raises nothing by itself', () => {
    const play = new Rehearsal();
    const steady = () => {
      play.add(50);
      work(play, ['w1'], 60);
    };
    play.play(300, steady);
    for (let second = 0; second < 1800; second += 1) {
      play.at += 1000;
      steady();
    }
    play.play(300, steady);
    expect(troubles(play)).toEqual([]);
  });

  test('growth seen on both sides of a gap is not joined over it', () => {
    const play = new Rehearsal();
    play.play(60, () => {
      play.add(10);
      work(play, ['w1'], 12);
    });
    play.at += 600_000;
    play.add(3000);
    play.play(20, () => {
      play.add(10);
      work(play, ['w1'], 10);
    });
    expect(troubles(play)).toEqual([]);
  });

  test('a group made anew under the same name starts without a past', () => {
    const play = new Rehearsal();
    play.play(100, () => {
      play.add(5);
      work(play, ['w1'], 10);
    });
    const reborn = play.at + 1;
    play.blur = (group) => ({ ...group, since: reborn });
    play.position = 0;
    play.entriesRead = 0;
    play.play(4, () => work(play, ['w1'], 1000));
    expect(verdictOf(play, 'rewound')).toBe('ruled-out');
  });
});
