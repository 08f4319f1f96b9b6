import { dueTimes } from '@weir/domain/policies/due-times';
import { forecast } from '@weir/domain/policies/forecast';
import type { PolicySettings, TrimSettings } from '@weir/domain/policies/policy';
import { mostOfRun, trimOfPolicy } from '@weir/domain/policies/trim-of-policy';
import type { PolicyPlanAnswer, StreamForecast } from '@weir/domain/wire/policy-answers';
import type { Visitor } from '../access/visitor.ts';
import { describePlan } from '../act/describe-plan.ts';
import { findWatch } from '../connections/find-watch.ts';
import type { Watch } from '../observe/watch.ts';
import { type PolicyTools, streamsOf } from './policy-tools.ts';
import { previewLetters } from './preview-letters.ts';
import { fingerprintOf, SEEN_FOR_MS } from './save-policy.ts';

// Each is counted one after the other; of a pattern the largest tell what it means.
const MOST_PLANNED = 10;
const RUNS_AHEAD = 12;
const NO_GROUPS = { groupCount: 0, groups: [] } as const;

/** What these settings would do now, with nothing written to Redis. Remembered as seen. */
export async function previewPolicy(
  tools: PolicyTools,
  settings: PolicySettings,
  visitor: Visitor,
): Promise<PolicyPlanAnswer> {
  const { desk, book } = tools;
  const watch = findWatch(desk.tools.watches, settings.connection);
  const all = 'stream' in settings.on ? [settings.on.stream] : streamsOf(watch, settings);
  const here = desk.tools.here();
  const times = dueTimes(settings, here, RUNS_AHEAD);
  const streams: StreamForecast[] = [];
  if (settings.does === 'trim') {
    for (const stream of all.slice(0, MOST_PLANNED)) {
      streams.push(await streamForecast(tools, watch, settings, stream, times, visitor));
    }
  }
  const letters = settings.does === 'trim' ? NO_GROUPS : await previewLetters(tools, watch, settings, visitor);
  const dryRunId = `dry-${desk.tools.newId()}`;
  const fingerprint = await fingerprintOf(settings);
  await book.saveDryRun({ dryRunId, fingerprint, actor: visitor.actor, at: here });
  return {
    dryRunId,
    validUntil: here + SEEN_FOR_MS,
    streamCount: all.length,
    streams,
    ...letters,
    next: times.slice(0, 2),
  };
}

async function streamForecast(
  { desk }: PolicyTools,
  watch: Watch,
  settings: TrimSettings,
  stream: string,
  times: readonly number[],
  { actor }: Visitor,
): Promise<StreamForecast> {
  const row = watch.board.streams.get(stream)?.row;
  const plan = await desk.plans.begin(trimOfPolicy(settings, stream, row?.length ?? 0), actor).ready;
  // It is shown and never applied: a run makes its own.
  await desk.plans.discard(plan.planId);
  const { preview } = plan;
  if (preview.of !== 'trim') throw new Error('a trim has the preview of a trim');
  const { length, freesBytes, heldBy, withoutLimit } = preview;
  const removes = withoutLimit ?? plan.affects.count;
  const bytes = freesBytes.known && plan.affects.count > 0 ? freesBytes.value / plan.affects.count : null;
  const perEntry = bytes ?? (row?.memoryBytes == null ? null : row.memoryBytes / Math.max(1, length));
  return {
    stream,
    plan: describePlan(watch, plan),
    runTakes: mostOfRun(settings.caps, length),
    forecast:
      row?.inPerSecond == null || times.length === 0
        ? null
        : forecast({
            now: desk.tools.here(),
            length,
            inPerSecond: row.inPerSecond,
            bytesPerEntry: perEntry,
            keep: settings.keep,
            caps: settings.caps,
            dueTimes: times,
            free: heldBy === null ? length : removes,
          }),
  };
}
