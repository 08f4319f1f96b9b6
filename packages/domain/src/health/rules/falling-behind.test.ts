import { describe, expect, test } from 'vitest';
import { plainSentence } from '../../wire/plain-sentence.ts';
import { Rehearsal, work } from '../rehearsal.ts';

/** A group that fell behind for some minutes. */
function fallen(): Rehearsal {
  const play = new Rehearsal({ consumers: ['a', 'b'] });
  play.play(300, () => {
    play.add(40);
    work(play, ['a', 'b'], 44);
  });
  play.play(400, () => {
    play.add(40);
    work(play, ['a', 'b'], 30);
  });
  expect(play.judgement?.status).toBe('falling-behind');
  return play;
}

const since = (play: Rehearsal, from: number): string[] => play.course.slice(from).map((one) => one.status);

describe('a group that fell behind', () => {
  test('goes on falling until it is seen to come back, and is never said to stand still in between', () => {
    const play = fallen();
    const from = play.course.length;
    play.play(300, () => {
      play.add(40);
      work(play, ['a', 'b'], 80);
    });
    expect(since(play, from)).toEqual(['catching-up', 'healthy']);
  });

  test('stays behind when it only stops to fall', () => {
    const play = fallen();
    const from = play.course.length;
    play.play(500, () => {
      play.add(40);
      work(play, ['a', 'b'], 40);
    });
    expect(since(play, from)).toEqual(['behind']);
  });
});

function looked(play: Rehearsal): string {
  const finding = play.judgement?.findings.find(({ rule }) => rule === 'falling-behind');
  return plainSentence(finding?.evidence ?? [], play.at);
}

describe('a group whose unread began to grow', () => {
  test('is not said to stand still before it is called behind', () => {
    const play = new Rehearsal({ consumers: ['a', 'b'] });
    play.play(300, () => {
      play.add(40);
      work(play, ['a', 'b'], 44);
    });
    expect(looked(play)).toMatch(/^No\. /);
    play.play(45, () => {
      play.add(40);
      work(play, ['a', 'b'], 25);
    });
    expect(play.judgement?.status).not.toBe('falling-behind');
    expect(looked(play)).toMatch(/^Not yet\. Unread grew from \d+ to 6\d\d in /);
  });
});
