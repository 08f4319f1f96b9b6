import { builtInRules } from '@weir/domain/alerts/built-in-rules';
import type { BackTestAnswer } from '@weir/domain/wire/alert-answers';
import { describe, expect, test } from 'vitest';
import {
  backTestWords,
  figureText,
  SPAN_CHOICES,
  spanFrom,
  triedBands,
  triedHow,
  triedOn,
  triedSeries,
  triedThresholds,
} from './back-test-view.ts';

const AT = 1_795_262_400_000;
const MINUTE = 60_000;
const [, , , , , behind] = builtInRules('main');
if (behind === undefined) throw new Error('no rule about groups that are behind');
const rule = behind;

const answer = (change: Partial<BackTestAnswer> = {}): BackTestAnswer => ({
  from: AT - 60 * MINUTE,
  to: AT,
  asked: '1h',
  stepMs: 0,
  unrecordedMs: 0,
  subjects: 20,
  leftOut: false,
  fired: 0,
  firedMs: 0,
  ifLonger: 0,
  longerMs: 4 * MINUTE,
  episodes: [],
  points: [
    [AT - MINUTE, 5],
    [AT, null],
  ],
  because: '',
  ...change,
});
const episode = (group: string, from: number, to: number | null) => ({
  stream: 'orders',
  group,
  from,
  to,
  peak: 90_000,
});

describe('a trial in words', () => {
  test('says how often, how long, whom, and what a longer time would make of it', () => {
    const episodes = ['a', 'b', 'c'].map((group) => episode(group, AT - 9 * MINUTE, AT - 5 * MINUTE));
    const tried = answer({ fired: 3, firedMs: 11 * MINUTE, ifLonger: 1, episodes });
    expect(backTestWords(tried)).toBe(
      'Would have fired 3 times, 11 m in all: a, b, c. At 4 m it would have fired once.',
    );
    expect(backTestWords({ ...tried, ifLonger: 0 })).toMatch(/At 4 m it would have fired not at all\.$/);
    expect(backTestWords({ ...tried, fired: 1, ifLonger: 1, episodes: episodes.slice(0, 1) })).toBe(
      'Would have fired once, 11 m in all: a.',
    );
  });

  test('names four and counts the rest', () => {
    const episodes = ['a', 'b', 'c', 'd', 'e', 'f'].map((group) => episode(group, AT, null));
    expect(backTestWords(answer({ fired: 6, ifLonger: 6, episodes }))).toContain('a, b, c, d and 2 more.');
  });

  test('says why there is nothing to say', () => {
    expect(backTestWords(answer())).toBe('Would not have fired.');
    expect(backTestWords(answer({ leftOut: true, subjects: 2_000 }))).toContain('Only the first 2,000 were looked at.');
    expect(backTestWords(answer({ subjects: 0 }))).toContain('Nothing is there');
    expect(backTestWords(answer({ from: AT - 2_000 }))).toContain('too short a time');
    expect(backTestWords(answer({ because: 'No samples.' }))).toBe('This rule cannot be tried. No samples.');
  });

  test('says what it was tried on', () => {
    expect(triedOn(answer())).toBe('the last hour');
    expect(triedOn(answer({ from: AT - 38 * MINUTE }))).toBe('the last 38 m');
    expect(triedOn(answer({ asked: '24h', from: AT - 24 * 60 * MINUTE }))).toBe('the last 24 hours');
    expect(triedOn(answer({ asked: '7d', from: AT - 5 * 60 * MINUTE }))).toBe('the last 5 h');
  });

  test('says how closely it was looked at, where the recording begins, and what is missing', () => {
    expect(triedHow(answer(), rule)).toBe('');
    const day = answer({ asked: '24h', from: AT - 24 * 60 * MINUTE, stepMs: MINUTE });
    expect(triedHow(day, rule)).toBe('Of every minute the lowest and highest figure were looked at.');
    const part = answer({ asked: '7d', from: AT - 600 * MINUTE, stepMs: 5 * MINUTE, unrecordedMs: 130 * MINUTE });
    expect(triedHow(part, rule)).toBe(
      'Of every 5 m the lowest and highest figure were looked at. Nothing older was recorded. Of 2 h 10 m in it nothing was recorded.',
    );
    const state = builtInRules('main').find(({ watched }) => watched.when.is === 'status') ?? rule;
    expect(triedHow(day, state)).toBe('The state was looked at every minute and wherever it changed.');
    expect(triedHow({ ...part, because: 'No samples.' }, rule)).toBe('');
  });

  test('the time asked for is that of the address', () => {
    expect(['24h', '7d', 'x', undefined].map(spanFrom)).toEqual(['24h', '7d', '1h', '1h']);
    expect(SPAN_CHOICES.map(({ label }) => label)).toEqual(['1 h', '24 h', '7 d']);
  });
});

describe('the picture of a trial', () => {
  test('has the limit, and bands that do not lie on each other', () => {
    const episodes = [
      episode('c', AT - 2 * MINUTE, null),
      episode('b', AT - 18 * MINUTE, AT - 10 * MINUTE),
      episode('a', AT - 20 * MINUTE, AT - 15 * MINUTE),
    ];
    expect(triedBands(answer({ episodes }), rule)).toEqual([
      { from: AT - 20 * MINUTE, to: AT - 10 * MINUTE, tone: 'warn' },
      { from: AT - 2 * MINUTE, to: AT, tone: 'warn' },
    ]);
    expect(triedThresholds(rule)).toEqual([{ value: MINUTE, text: '1 m', tone: 'warn' }]);
    expect(triedSeries(answer(), rule)[0]).toMatchObject({ name: 'highest behind', colour: 'lag' });
    expect(figureText(rule)(90_000)).toBe('1 m 30 s');
  });

  test('of a state counts how many are in it', () => {
    const state = builtInRules('main').find(({ watched }) => watched.when.is === 'status') ?? rule;
    expect(triedThresholds(state)).toEqual([]);
    expect(triedSeries(answer(), state)[0]?.name).toBe('how many are so');
    expect(figureText(state)(3)).toBe('3');
  });
});
