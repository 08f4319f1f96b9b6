import { describe, expect, test } from 'vitest';
import { known } from '../../known/known.ts';
import { evidenceOf, Rehearsal, sentenceOf, work } from '../rehearsal.ts';

function steady(play: Rehearsal, seconds: number, perSecond = 40): void {
  play.play(seconds, () => {
    play.add(perSecond);
    work(play, ['w1'], 100);
  });
}

describe('what usually comes in at this hour', () => {
  test.each([
    [41, /^No\. .*In is 2% below normal for this hour\.$/],
    [20, /^No\. .*In is 100% above normal for this hour\.$/],
    [40, /^No\. .*In is normal for this hour\.$/],
  ])('is told beside what comes in now: %d/s', (perSecond, said) => {
    const play = new Rehearsal();
    play.usualIn = known({ perSecond, days: 3 });
    steady(play, 100);
    expect(evidenceOf(play, 'catching-up')).toMatch(said);
  });

  test('is not made up while it is not known', () => {
    const play = new Rehearsal();
    steady(play, 100);
    expect(evidenceOf(play, 'catching-up')).not.toContain('normal');
  });

  test('is what a burst is measured by where it is more than was seen before the burst', () => {
    const play = new Rehearsal();
    play.usualIn = known({ perSecond: 60, days: 3 });
    steady(play, 200, 20);
    play.play(60, () => {
      play.add(300);
      work(play, ['w1'], 100);
    });
    steady(play, 60, 20);
    expect(sentenceOf(play)).toMatch(/^Producer burst, now over\. In peaked at [\d,]+\/s for .* \(normal is 60\/s\)/);
  });
});
