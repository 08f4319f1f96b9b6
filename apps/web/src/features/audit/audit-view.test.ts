import type { AuditRecord } from '@weir/domain/audit/audit-record';
import { describe, expect, test } from 'vitest';
import { exportHref, filterOf, isFiltered } from './audit-search.ts';
import { actorsOf, auditDays, endingOf, exactMoment, tookMs, whatChanged } from './audit-view.ts';
import { affectedGroups, plannedFigures } from './planned-figures.ts';

const NOW = Date.UTC(2026, 10, 20, 14, 32, 14, 71);
const HOUR = 3_600_000;

function record(at: number, over: { actor?: string; ended?: AuditRecord['ended'] } = {}): AuditRecord {
  return {
    sequence: at,
    begun: {
      at,
      auditId: `a${at}`,
      actor: over.actor ?? 'oncall',
      role: 'operator',
      origin: '10.2.4.18',
      action: 'claim',
      connection: 'main',
      stream: 'orders',
      group: 'payers',
      reason: 'INC-4127',
      planId: 'p',
      fingerprint: 'f',
      jobId: null,
      what: 'Claim 1,284 entries',
      commands: [],
      detail: null,
    },
    ended: over.ended === undefined ? null : over.ended,
    later: [],
  };
}

const ended = (at: number, summary: string): AuditRecord['ended'] => ({
  at,
  auditId: 'a',
  outcome: 'partial',
  done: 1,
  skipped: 2,
  summary,
  detail: null,
});

describe('records of the audit log', () => {
  test('stand by the day they began on, today and yesterday by name', () => {
    const days = auditDays(
      [record(NOW), record(NOW - HOUR), record(NOW - 15 * HOUR), record(NOW - 60 * HOUR)],
      NOW,
      'utc',
    );
    expect(days.map(({ title, records }) => [title, records.length])).toEqual([
      ['Today, 20 Nov', 2],
      ['Yesterday, 19 Nov', 1],
      ['18 Nov', 1],
    ]);
  });

  test('say what came of a change, or what it set out to do while it is not over', () => {
    expect(whatChanged(record(NOW))).toBe('Claim 1,284 entries');
    const over = record(NOW, { ended: ended(NOW + 190, '1 of 3 claimed') });
    expect(whatChanged(over)).toBe('1 of 3 claimed');
    expect(endingOf(over)).toBe('partial');
    expect(tookMs(over)).toBe(190);
    expect(endingOf(record(NOW))).toBe('open');
    expect(tookMs(record(NOW))).toBeNull();
  });

  test('are exact to the millisecond', () => {
    expect(exactMoment(NOW, NOW, 'utc')).toBe('20 Nov 14:32:14.071');
  });

  test('name each who made changes once, and the chosen one even without any', () => {
    const records = [record(1), record(2, { actor: 'platform' }), record(3)];
    expect(actorsOf(records, undefined)).toEqual(['oncall', 'platform']);
    expect(actorsOf(records, 'token:deploy')).toEqual(['oncall', 'platform', 'token:deploy']);
  });
});

describe('the address of the audit page', () => {
  test('asks for what it says and nothing else', () => {
    expect(filterOf('main', {}, NOW)).toEqual({ connection: 'main' });
    expect(filterOf('main', { q: ' INC ', who: 'oncall', result: 'open', action: 'trim' }, NOW)).toEqual({
      connection: 'main',
      text: 'INC',
      actor: 'oncall',
      action: 'trim',
      outcome: 'open',
    });
  });

  test('with nonsense in it asks for everything', () => {
    expect(filterOf('main', { result: 'nonsense', t: 'forever', action: 'any' }, NOW)).toEqual({ connection: 'main' });
    expect(isFiltered({ result: 'nonsense' })).toBe(false);
    expect(isFiltered({ t: '24h' })).toBe(true);
  });

  test('of a stretch of time asks the same question for a minute', () => {
    const minute = Math.floor(NOW / 60_000) * 60_000;
    expect(filterOf('main', { t: '24h' }, minute + 59_999)).toEqual(filterOf('main', { t: '24h' }, minute));
    expect(filterOf('main', { t: '24h' }, minute).from).toBe(minute - 24 * HOUR);
  });

  test('has the same records as a file', () => {
    expect(exportHref('csv', { connection: 'main', stream: 'a&b' })).toBe(
      '/export/audit.csv?connection=main&stream=a%26b',
    );
  });
});

describe('figures of a record', () => {
  test('of a claim are what each consumer gives and gets', () => {
    const detail = {
      preview: {
        of: 'claim',
        from: [{ consumer: 'worker-7', count: 1_284 }],
        to: [{ consumer: 'worker-1', gets: 214, pendingNow: 5 }],
      },
    };
    expect(plannedFigures(detail, 1_284)?.figures).toEqual([
      { name: 'worker-7', before: '', after: 'gives 1,284' },
      { name: 'worker-1', before: '5', after: '219' },
    ]);
  });

  test('of a replay are the length of its target and what was really copied', () => {
    const detail = {
      input: { target: { stream: 'orders:again' } },
      preview: { of: 'replay', target: 'stream', targetLength: null },
    };
    expect(plannedFigures(detail, 118)?.figures).toEqual([
      { name: 'orders:again', before: 'not there', after: '+118' },
    ]);
    expect(plannedFigures(detail, null)).toBeNull();
  });

  test('of a version that wrote something else are left out', () => {
    expect(plannedFigures({ preview: { of: 'unheard-of' } }, 1)).toBeNull();
    expect(plannedFigures(null, 1)).toBeNull();
    expect(affectedGroups('nothing')).toEqual([]);
  });

  test('name the groups it meant something for', () => {
    expect(
      affectedGroups({
        groups: [
          { group: 'a', effect: 'none' },
          { group: 'b', effect: 'reads-again' },
        ],
      }),
    ).toEqual(['b']);
  });
});
