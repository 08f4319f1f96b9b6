import { describe, expect, test } from 'vitest';
import {
  deleteInput,
  isExpired,
  missingOf,
  newRow,
  plansOf,
  type RequestRow,
  searchedAgain,
  toDelete,
  totalsOf,
  wantsSearch,
} from './request-rows.ts';
import { deleteJob, deletePlan, EXPIRES_AT } from './test-plan.ts';

const NOW = EXPIRES_AT - 1;

function found(stream: string, count: number, part: Partial<RequestRow> = {}): RequestRow {
  return { ...newRow(stream), search: { at: 'ready', plan: deletePlan(stream, count) }, ...part };
}

describe('what is still missing before a deletion', () => {
  test('is the search of every stream', () => {
    expect(missingOf([found('a', 3, { typed: 'a' }), newRow('b')], '', NOW)).toContain(
      'once every stream was searched',
    );
  });
  test('is the name of every stream that is meant, byte by byte', () => {
    const rows = [found('a', 3, { typed: 'a' }), found('b', 1, { typed: 'B' })];
    expect(missingOf(rows, '', NOW)).toBe('Type b in its row first, or leave that stream out.');
    expect(missingOf([rows[0] ?? newRow(''), found('b', 1, { leftOut: true })], '', NOW)).toBe('');
    expect(missingOf([rows[0] ?? newRow(''), found('b', 1, { typed: 'b' })], '', NOW)).toBe('');
  });
  test('is a reason where one plan asks for it', () => {
    const plan = deletePlan('a', 1, { confirm: { risk: 2, label: '', typeName: 'a', reasonNeeded: true } });
    const rows = [found('a', 1, { typed: 'a', search: { at: 'ready', plan } })];
    expect(missingOf(rows, ' ', NOW)).toContain('Give a reason first');
    expect(missingOf(rows, 'asked for', NOW)).toBe('');
  });
  test('is a new search where the plan is too old', () => {
    expect(missingOf([found('a', 1, { typed: 'a' })], '', EXPIRES_AT)).toContain(
      'The search of a is more than an hour old',
    );
    expect(isExpired(found('a', 1), EXPIRES_AT)).toBe(true);
    expect(isExpired(found('a', 1), NOW)).toBe(false);
  });
  test('is anything to delete', () => {
    expect(missingOf([found('a', 0), found('b', 2, { leftOut: true })], '', NOW)).toBe('There is nothing to delete.');
  });
});

describe('what is deleted', () => {
  test('is what was found, not left out and not begun', () => {
    const job = deleteJob('j');
    const rows = [
      found('a', 3),
      found('none', 0),
      found('out', 2, { leftOut: true }),
      found('begun', 2, { deletion: { at: 'begun', jobId: 'j', job } }),
      found('refused', 2, { deletion: { at: 'refused', sentence: 'No.' } }),
      newRow('waiting'),
    ];
    expect(toDelete(rows).map(({ stream }) => stream)).toEqual(['a']);
  });
});

describe('a stream is offered to be searched again', () => {
  test.each<[string, Partial<RequestRow>, boolean]>([
    ['found', {}, false],
    ['failed', { search: { at: 'failed', sentence: '' } }, true],
    ['stopped', { search: { at: 'stopped' } }, true],
    ['refused', { deletion: { at: 'refused', sentence: '' } }, true],
    ['deleted', { deletion: { at: 'begun', jobId: 'j', job: deleteJob('j') } }, false],
  ])('%s', (_, part, wanted) => {
    expect(wantsSearch(found('a', 3, part), NOW)).toBe(wanted);
  });
  test('when its first plan did not reach the end, once that one is over', () => {
    const search = { at: 'ready', plan: deletePlan('a', 3, { complete: false }) } as const;
    expect(wantsSearch(found('a', 3, { search }), NOW)).toBe(false);
    const running = { at: 'begun', jobId: 'j', job: deleteJob('j', { state: 'running', outcome: null }) } as const;
    expect(wantsSearch(found('a', 3, { search, deletion: running }), NOW)).toBe(false);
    const over = { at: 'begun', jobId: 'j', job: deleteJob('j') } as const;
    expect(wantsSearch(found('a', 3, { search, deletion: over }), NOW)).toBe(true);
  });
});

describe('the report', () => {
  test('is over all that was searched, and what was begun before a second search', () => {
    const begun = found('a', 3, { deletion: { at: 'begun', jobId: 'j', job: deleteJob('j') } });
    const again = searchedAgain(begun);
    expect(plansOf([again, newRow('b')])).toEqual(['plan-a']);
    const second = { ...deletePlan('a', 1), planId: 'plan-a-2' };
    expect(plansOf([{ ...again, search: { at: 'ready', plan: second } }, found('c', 0)])).toEqual([
      'plan-a',
      'plan-a-2',
      'plan-c',
    ]);
  });
  test('leaves out a plan that took no effect and was searched again', () => {
    expect(plansOf([searchedAgain(found('a', 3))])).toEqual([]);
  });
});

test('the figures of the request count what is being looked at, too', () => {
  const rows: RequestRow[] = [
    found('a', 3),
    found('b', 0),
    { ...newRow('c'), search: { at: 'looking', looked: 12 } },
    newRow('d'),
  ];
  expect(totalsOf(rows)).toEqual({ found: 3, streams: 1, looked: 72, searched: 2 });
});

test('every plan belongs to the request and searches for the same', () => {
  expect(deleteInput('main', 's', [{ field: 'user', is: 'x' }], true, 'privacy-1')).toEqual({
    kind: 'delete-entries',
    connection: 'main',
    stream: 's',
    selection: { matching: { filter: { conditions: [{ field: 'user', is: 'x' }] } } },
    archive: true,
    request: 'privacy-1',
  });
});
