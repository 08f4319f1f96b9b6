import { describe, expect, test } from 'vitest';
import { closenessWords, firstMoment, nothingWords, sliderEnds, spanFor, stepsOf, toComeWords } from './past-view.ts';

const NOW = 1_795_262_400_000;
const HOUR_MS = 3_600_000;

describe('the slider', () => {
  test('reaches back as far as it must and no further', () => {
    expect(spanFor(NOW - 60_000, NOW)).toBe('1h');
    expect(spanFor(NOW - HOUR_MS, NOW)).toBe('24h');
    expect(spanFor(NOW - 30 * HOUR_MS, NOW)).toBe('7d');
    expect(spanFor(0, NOW)).toBe('90d');
  });

  test('never begins before anything was recorded', () => {
    expect(sliderEnds('24h', NOW, NOW - 2 * HOUR_MS)).toEqual({ from: NOW - 2 * HOUR_MS, to: NOW });
    expect(sliderEnds('1h', NOW, NOW - 2 * HOUR_MS)).toEqual({ from: NOW - HOUR_MS, to: NOW });
    expect(sliderEnds('1h', NOW, NOW - 1_000)).toEqual({ from: NOW - 60_000, to: NOW });
  });

  test('steps by minutes on a short span and by hours on a long one', () => {
    expect(stepsOf('1h').small).toBe(60_000);
    expect(stepsOf('90d').small).toBe(HOUR_MS);
  });
});

describe('the first step back', () => {
  test('is five minutes, to the second', () => {
    expect(firstMoment(NOW + 7, NOW - HOUR_MS)).toBe(NOW - 300_000);
    expect(firstMoment(NOW, null)).toBe(NOW - 300_000);
  });

  test('never leads to before the first recording', () => {
    expect(firstMoment(NOW, NOW - 12_345)).toBe(NOW - 12_345);
  });
});

describe('where there is no picture', () => {
  const before = { reason: 'not-found', sentence: 'It lies before.' };
  const ok = { state: 'ok', sentence: 'a note', oldest: 5 } as const;

  test('the first recording is named, and that there is none yet', () => {
    expect(nothingWords(before, ok, '28 Nov 13:27:34 UTC')).toBe('Nothing was recorded before 28 Nov 13:27:34 UTC.');
    expect(nothingWords(before, { ...ok, oldest: null }, '')).toBe('Nothing is recorded yet.');
    expect(nothingWords(before, undefined, '')).toBe('It lies before.');
  });

  test('why nothing is recorded is said', () => {
    const off = { state: 'off', sentence: 'Weir keeps no history.', oldest: null } as const;
    expect(nothingWords(before, off, '')).toBe('Weir keeps no history.');
  });

  test('any other trouble speaks for itself', () => {
    expect(nothingWords({ reason: 'unreachable', sentence: 'Weir does not answer.' }, ok, 'x')).toBe(
      'Weir does not answer.',
    );
  });

  test('a moment to come is told from one nothing was recorded at', () => {
    expect(toComeWords('13:30:56')).toBe('That moment is still to come; this is the newest picture, from 13:30:56.');
  });
});

describe('how close it is to what was asked for', () => {
  test('nothing is said of the poll just before', () => {
    expect(closenessWords(NOW, NOW - 2_000, 'poll', 2_000)).toBe('');
  });

  test('a gap, minutes and hours are said', () => {
    expect(closenessWords(NOW, NOW - HOUR_MS, 'poll', 2_000)).toContain('Nothing was recorded in the 1 h');
    expect(closenessWords(NOW, NOW, 'minute', 2_000)).toContain('by the minute');
    expect(closenessWords(NOW, NOW, 'hour', 2_000)).toContain('not kept as long');
  });
});
