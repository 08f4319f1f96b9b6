import type { FieldCondition } from '@weir/domain/actions/entry-filter';
import type { Plan } from '@weir/domain/actions/plan';
import type { ListedArchive } from '@weir/domain/archive/archives';
import { canonicalJson } from '@weir/domain/audit/canonical-json';
import type { PrivacyOfStream, PrivacyReport } from '@weir/domain/wire/privacy-answers';
import type { ActTools } from '../act/act-tools.ts';
import { sha256 } from '../act/fingerprint.ts';
import { privacyChange } from './privacy-change.ts';

// A policy that archives every quarter of an hour makes so many in half a year.
const MOST_ARCHIVES = 20_000;

/** The report over the plans of one request, with everything read back now. */
export async function privacyReport(
  tools: ActTools,
  planIds: readonly string[],
  actor: string,
): Promise<PrivacyReport> {
  const streams: PrivacyOfStream[] = [];
  const plansGone: string[] = [];
  const kept = await tools.archives.list(MOST_ARCHIVES);
  for (const planId of planIds) {
    const plan = await tools.journal.plan(planId);
    const told = plan === undefined ? null : await ofStream(tools, plan, kept);
    if (told === null) plansGone.push(planId);
    else streams.push(told);
  }
  const report = {
    format: 1,
    madeAt: tools.here(),
    madeBy: actor,
    streams,
    plansGone,
    audit: await tools.audit.verify(),
  } as const;
  return { ...report, sha256: await sha256(canonicalJson(report)) };
}

async function ofStream(tools: ActTools, plan: Plan, kept: readonly ListedArchive[]): Promise<PrivacyOfStream | null> {
  const { input, preview } = plan;
  if (input.kind !== 'delete-entries' || input.request === undefined || preview.of !== 'delete-entries') return null;
  const matching = 'matching' in input.selection ? input.selection.matching : undefined;
  return {
    connection: plan.connection,
    stream: plan.stream,
    planId: plan.planId,
    searched: matching?.filter.conditions.map(conditionWords) ?? ['ids chosen by hand'],
    from: matching?.from ?? null,
    to: matching?.to ?? null,
    searchedAt: plan.seenAt,
    looked: preview.looked,
    complete: preview.complete,
    tooLarge: preview.tooLarge,
    found: plan.affects.count,
    change: await privacyChange(tools, plan),
    archives: kept.flatMap(({ sealed }) => {
      if (sealed?.manifest.connection !== plan.connection || sealed.manifest.stream !== plan.stream) return [];
      const { archiveId, firstId, lastId } = sealed.manifest;
      return [{ archiveId, firstId, lastId }];
    }),
    archivesUnread: kept.filter(({ sealed }) => sealed === null).length,
    archivesComplete: kept.length < MOST_ARCHIVES,
  };
}

function conditionWords(condition: FieldCondition): string {
  if ('exists' in condition) return `${condition.field} is ${condition.exists ? 'there' : 'not there'}`;
  return `${condition.field} ${'is' in condition ? 'is' : 'contains'} a value that is not kept`;
}
