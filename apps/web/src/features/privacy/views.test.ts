import type { PrivacyChange, PrivacyOfStream, PrivacyReport } from '@weir/domain/wire/privacy-answers';
import { describe, expect, test } from 'vitest';
import { plansFrom, remainsOf, removedWords, reportHead, reportHref } from './report-view.ts';
import { newRow, type RequestRow } from './request-rows.ts';
import { rowWords } from './row-words.ts';
import { deleteJob, deletePlan } from './test-plan.ts';

const CHANGE: PrivacyChange = {
  jobId: 'job-1',
  auditId: 'record-1',
  actor: 'oncall',
  reason: '',
  state: 'done',
  outcome: 'done',
  endedAt: 1,
  deleted: 3,
  deletedSha256: '',
  deletedIds: [],
  skipped: [],
  checked: { at: 1, stillThere: 0, groups: [], because: '' },
  keptIn: null,
};

function part(changed: Partial<PrivacyOfStream> = {}, change: Partial<PrivacyChange> | null = {}): PrivacyOfStream {
  return {
    connection: 'main',
    stream: 'orders',
    planId: 'plan-1',
    searched: [],
    from: null,
    to: null,
    searchedAt: 0,
    looked: 30,
    complete: true,
    tooLarge: 0,
    found: 3,
    change: change === null ? null : { ...CHANGE, ...change },
    archives: [],
    archivesUnread: 0,
    archivesComplete: true,
    ...changed,
  };
}

function report(...streams: readonly PrivacyOfStream[]): PrivacyReport {
  return {
    format: 1,
    madeAt: 0,
    madeBy: '',
    streams,
    plansGone: [],
    audit: { intact: true, records: 1, lastHash: '' },
    sha256: '',
  };
}

describe('the report in words', () => {
  test('counts what was deleted, and of how many streams', () => {
    expect(reportHead(report(part(), part({ found: 0 }, null)))).toBe('3 entries deleted from 1 of 2 streams.');
    expect(reportHead(report(part({}, { deleted: 1 })))).toBe('1 entry deleted from 1 of 1 stream.');
  });
  test.each<[string, PrivacyOfStream]>([
    ['Nothing was found.', part({ found: 0 }, null)],
    ['3 entries found, none deleted.', part({}, null)],
    ['3 entries of 3 deleted.', part()],
    ['1 entry of 3 deleted: in part.', part({}, { deleted: 1, outcome: 'partial' })],
    ['0 entries of 3 deleted: refused.', part({}, { deleted: 0, outcome: 'refused' })],
    [
      '2 entries of 3 deleted, and it is not certain what became of the rest.',
      part({}, { deleted: 2, outcome: 'unknown' }),
    ],
    ['1 entry of 3 deleted so far; its job is not over.', part({}, { deleted: 1, outcome: null, state: 'running' })],
  ])('%s', (words, of) => {
    expect(removedWords(of)).toBe(words);
  });
});

describe('what remains', () => {
  test('is nothing when all is gone and read back', () => {
    expect(remainsOf(part())).toEqual([]);
    expect(remainsOf(part({ found: 0 }, null))).toEqual([]);
  });
  test('is what a group keeps pending', () => {
    const groups = [
      { group: 'mailer', unread: 0, pending: { count: 2, exact: true } },
      { group: 'sms', unread: 0, pending: { count: 0, exact: true } },
      { group: 'big', unread: 0, pending: { count: 9, exact: false } },
    ];
    expect(remainsOf(part({}, { checked: { at: 1, stillThere: 0, groups, because: '' } }))).toEqual([
      'mailer keeps 2 entries pending without a payload, until acknowledged.',
      'big keeps about 9 entries pending without a payload, until acknowledged.',
    ]);
  });
  test('is unknown, not nothing, where it could not be read back', () => {
    const checked = { at: null, stillThere: null, groups: [], because: 'Redis does not answer.' };
    expect(remainsOf(part({}, { checked }))).toEqual([
      'Read back: Redis does not answer.',
      'It could not be read back whether the deleted entries are gone.',
    ]);
  });
  test('is what was not deleted, not reached, skipped or still there', () => {
    expect(remainsOf(part({}, null))).toEqual(['3 entries found and left as they are.']);
    const skipped = [{ id: '1-0' as never, reason: 'gone' as const }];
    const checked = { at: 1, stillThere: 1, groups: [], because: '' };
    expect(remainsOf(part({}, { deleted: 1, skipped, checked }))).toEqual([
      '1 entry still in the stream.',
      '1 entry not reached yet.',
      '1 entry skipped; the file lists why.',
    ]);
  });
  test('is what was not searched: the rest of the stream, large entries, other archives', () => {
    const archives = [
      { archiveId: 'job-1', firstId: null, lastId: null },
      { archiveId: 'trim-7', firstId: null, lastId: null },
    ];
    expect(remainsOf(part({ complete: false, tooLarge: 2, archives }, { keptIn: 'job-1' }))).toEqual([
      'What was deleted is kept in the archive job-1: remove its folder to forget it.',
      'The stream was not searched to its end: there may be more.',
      '2 entries too large to be searched: they may hold the person.',
      '1 archive of this stream not searched: trim-7.',
    ]);
    expect(remainsOf(part({ archivesUnread: 2, archivesComplete: false }))).toEqual([
      '2 archives were never finished or cannot be read: nothing tells whether of this stream.',
      'There are more archives than were looked through: older ones may be of this stream.',
    ]);
  });
});

test('an address names plans and nothing else', () => {
  expect(plansFrom('0a-1,b2')).toEqual(['0a-1', 'b2']);
  expect(plansFrom('ann@example.org,,A,0a')).toEqual(['0a']);
  expect(plansFrom(undefined)).toEqual([]);
  expect(reportHref(['0a', 'b2'])).toBe('/export/privacy.json?plans=0a,b2');
});

describe('a stream of the request', () => {
  const ready = { at: 'ready', plan: deletePlan('a', 3) } as const;
  test.each<[string, Partial<RequestRow>]>([
    ['Waits for its turn', {}],
    ['Looked at 1,200 so far', { search: { at: 'looking', looked: 1_200 } }],
    ['Not searched: No right to.', { search: { at: 'failed', sentence: 'No right to.' } }],
    ['Not searched: it was stopped', { search: { at: 'stopped' } }],
    ['3 found of 30 looked at', { search: ready }],
    ['3 found of 30 looked at, left out', { search: ready, leftOut: true }],
    ['Deleting…', { search: ready, deletion: { at: 'sending' } }],
    ['Deleting…', { search: ready, deletion: { at: 'begun', jobId: 'j', job: null } }],
    ['Refused: It has changed.', { search: ready, deletion: { at: 'refused', sentence: 'It has changed.' } }],
    ['Done: 3 entries deleted.', { search: ready, deletion: { at: 'begun', jobId: 'j', job: deleteJob('j') } }],
  ])('%s', (words, row) => {
    expect(rowWords({ ...newRow('a'), ...row }).words).toContain(words);
  });
  test('whose outcome is not certain says so', () => {
    const job = deleteJob('j', { outcome: 'unknown', state: 'failed' });
    const told = rowWords({ ...newRow('a'), search: ready, deletion: { at: 'begun', jobId: 'j', job } });
    expect(told).toMatchObject({ shape: 'unknown' });
    expect(told.words).toMatch(/^Unknown: It is not certain/);
  });
});
