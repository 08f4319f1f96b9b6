import { describe, expect, test } from 'vitest';
import { adviceFor, slowsAbove } from './pressure.ts';

const calm = { answerMs: 0.3, targetUnread: null };

describe('a job steps back by itself', () => {
  test('it goes on while Redis answers as it usually does', () => {
    expect(adviceFor(calm, 0.3, 5_000)).toEqual({ go: 'on' });
    // A few ms are no sign of trouble, however quick the best answer was.
    expect(adviceFor({ ...calm, answerMs: 15 }, 0.1, 5_000)).toEqual({ go: 'on' });
  });

  test('behind a slow network the usual answer time is the measure', () => {
    expect(adviceFor({ ...calm, answerMs: 90 }, 60, 5_000).go).toBe('on');
  });

  test('it goes slower, and then waits, as answers take longer', () => {
    expect(adviceFor({ ...calm, answerMs: 30 }, 0.3, 5_000).go).toBe('slower');
    expect(adviceFor({ ...calm, answerMs: 400 }, 0.3, 5_000).go).toBe('wait');
  });

  test('it goes slower, and then waits, as the readers of the target fall behind', () => {
    expect(adviceFor({ ...calm, targetUnread: 5_000 }, 0.3, 5_000).go).toBe('on');
    expect(adviceFor({ ...calm, targetUnread: 5_001 }, 0.3, 5_000).go).toBe('slower');
    expect(adviceFor({ ...calm, targetUnread: 10_001 }, 0.3, 5_000)).toEqual({
      go: 'wait',
      because: 'the readers of the target have 10,001 unread',
    });
  });

  test('the line for the readers grows with the rate and is never under 5,000', () => {
    expect([slowsAbove(10), slowsAbove(500), slowsAbove(null)]).toEqual([5_000, 15_000, 150_000]);
  });
});
