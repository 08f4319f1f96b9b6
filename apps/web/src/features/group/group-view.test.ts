import type { DiagnosisRow } from '@weir/domain/wire/answers';
import { describe, expect, test } from 'vitest';
import { diagnosisParts, splitSentence, subjectSearch, unbolded, verdictShape } from './group-view.ts';

const finding = (over: Partial<DiagnosisRow>): DiagnosisRow => ({
  rule: 'dead-consumer',
  title: 'Dead consumer',
  verdict: 'ruled-out',
  evidence: 'No.',
  evidenceParts: ['No.'],
  level: 'critical',
  samples: { source: 'XINFO', count: 1, from: 0, to: 0 },
  ...over,
});

describe('diagnosis', () => {
  test('the bold opening is the statement, the rest explains it', () => {
    const split = splitSentence([
      { name: 'worker-7', b: true },
      { t: ' is dead.', b: true },
      ' It made no call for ',
      { ms: 5 },
    ]);
    expect(split.statement).toEqual([
      { name: 'worker-7', b: true },
      { t: ' is dead.', b: true },
    ]);
    expect(split.explanation).toEqual(['It made no call for ', { ms: 5 }]);
  });

  test('a space alone between the two is dropped; a sentence without bold parts is all statement', () => {
    expect(splitSentence([{ t: 'Behind.', b: true }, ' ', { rate: 3 }]).explanation).toEqual([{ rate: 3 }]);
    expect(splitSentence(['Plain.'])).toEqual({ statement: ['Plain.'], explanation: [] });
    expect(splitSentence([])).toEqual({ statement: [], explanation: [] });
    expect(splitSentence([{ t: 'All bold.', b: true }])).toEqual({
      statement: [{ t: 'All bold.', b: true }],
      explanation: [],
    });
  });

  test('a heading has no bold parts of its own', () => {
    expect(unbolded([{ name: 'a', b: true }, ' x'])).toEqual([{ name: 'a' }, ' x']);
  });

  test('what fired comes first, then what is not known, then the usual causes it is not; the rest is apart', () => {
    const { main, more } = diagnosisParts([
      finding({ rule: 'losing-data' }),
      finding({ rule: 'dead-consumer' }),
      finding({ rule: 'ghosts', verdict: 'unknown' }),
      finding({ rule: 'poison-entry', verdict: 'fired' }),
      finding({ rule: 'catching-up' }),
    ]);
    expect(main.map(({ rule }) => rule)).toEqual(['poison-entry', 'ghosts', 'dead-consumer', 'catching-up']);
    expect(more.map(({ rule }) => rule)).toEqual(['losing-data']);
  });

  test('a dead consumer has its own shape; ruled out is calm', () => {
    expect(verdictShape(finding({ verdict: 'fired' }))).toBe('critical');
    expect(verdictShape(finding({ verdict: 'fired', rule: 'poison-entry', level: 'warning' }))).toBe('warning');
    expect(verdictShape(finding({}))).toBe('idle');
    expect(verdictShape(finding({ verdict: 'unknown' }))).toBe('unknown');
  });

  test('the entries of a dead consumer and of a poison entry can be listed; those of a slow producer cannot', () => {
    expect(subjectSearch([finding({ verdict: 'fired', subject: { consumer: 'worker-7' } })])).toEqual({
      consumer: 'worker-7',
    });
    expect(subjectSearch([finding({ verdict: 'fired', rule: 'poison-entry' })])).toEqual({ deliveries: '5..' });
    expect(subjectSearch([finding({ verdict: 'fired', rule: 'falling-behind' })])).toBeUndefined();
    expect(subjectSearch([finding({})])).toBeUndefined();
  });
});
