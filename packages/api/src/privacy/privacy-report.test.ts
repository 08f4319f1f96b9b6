import type { Plan } from '@weir/domain/actions/plan';
import type { ListedArchive } from '@weir/domain/archive/archives';
import { expect, test } from 'vitest';
import type { ActTools } from '../act/act-tools.ts';
import { privacyReport } from './privacy-report.ts';

const PLAN = {
  connection: 'main',
  stream: 'orders',
  planId: 'p',
  seenAt: 1,
  affects: { count: 0, exact: true },
  input: { kind: 'delete-entries', request: 'r-1', selection: { ids: ['1-0'] } },
  preview: { of: 'delete-entries', looked: 1, complete: true, tooLarge: 0 },
} as unknown as Plan; // what a report reads of one

function archive(archiveId: string, stream: string | null): ListedArchive {
  const manifest = { archiveId, connection: 'main', stream, firstId: '1-0', lastId: '9-0' };
  // Sound: what a report reads of one.
  return { archiveId, sealed: stream === null ? null : { manifest, sha256: '' }, trouble: '' } as ListedArchive;
}

async function ofOrders(kept: readonly ListedArchive[]) {
  let asked = 0;
  const tools = {
    journal: { plan: () => Promise.resolve(PLAN), jobOfPlan: () => Promise.resolve(undefined) },
    audit: { verify: () => Promise.resolve({ intact: true }) },
    archives: {
      list(limit: number) {
        asked += 1;
        return Promise.resolve(kept.slice(0, limit));
      },
    },
    here: () => 1,
  } as unknown as ActTools; // what a report asks
  const report = await privacyReport(tools, ['p', 'p'], 'ann');
  expect(asked).toBe(1);
  return report.streams[0];
}

test('a report names the archives of a stream however many others there are, and counts those that tell nothing', async () => {
  const others = Array.from({ length: 3_000 }, (_, at) => archive(`trim-${at}`, 'mails'));
  expect(await ofOrders([...others, archive('unfinished', null), archive('oldest', 'orders')])).toMatchObject({
    archives: [{ archiveId: 'oldest' }],
    archivesUnread: 1,
    archivesComplete: true,
  });
});

test('a report says when it did not look through all archives', async () => {
  const kept = Array.from({ length: 20_001 }, (_, at) => archive(`trim-${at}`, 'mails'));
  expect(await ofOrders(kept)).toMatchObject({ archives: [], archivesUnread: 0, archivesComplete: false });
});
