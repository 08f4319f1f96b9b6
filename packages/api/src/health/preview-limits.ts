import { isFor, limitsFor, type LimitRule, type SetLimits } from '@weir/domain/health/limit-rules';
import type { HealthLimits } from '@weir/domain/health/limits';
import { samplesUsed } from '@weir/domain/health/samples-used';
import type { JudgedAs, LimitsPreview } from '@weir/domain/wire/health-answers';
import { judgeUnheld } from '../observe/observe-group.ts';
import { habitsOf } from '../observe/sampler.ts';
import type { TrackedGroup, TrackedStream } from '../observe/tracked.ts';
import type { Watch } from '../observe/watch.ts';
import { knownGroup } from '../streams/known-stream.ts';

export interface PreviewRequest {
  /** The group somebody looks at. */
  readonly stream: string;
  readonly group: string;
  readonly pattern: { readonly stream: string; readonly group: string };
  readonly limits: SetLimits;
}

const MOST_TRIED = 2_000;
const MOST_NAMED = 20;

/** What would be said now if this rule were saved: of the group somebody looks at, and of all it reaches. */
export function previewLimits(watch: Watch, { stream, group, pattern, limits }: PreviewRequest): LimitsPreview {
  const wanted: LimitRule = {
    ruleId: '',
    connection: watch.id,
    ...pattern,
    limits,
    setBy: '',
    setAt: Number.MAX_SAFE_INTEGER,
  };
  const others = watch.board.limitBook.rules.filter(
    (rule) => rule.stream !== pattern.stream || rule.group !== pattern.group,
  );
  const rules = [...others, wanted];
  const judge = (tracked: TrackedGroup, on: TrackedStream, by: HealthLimits): JudgedAs =>
    judgedAs(watch, tracked, on, by);
  const looked = knownGroup(watch, stream, group);
  let reaches = 0;
  let tried = 0;
  const otherwise: LimitsPreview['otherwise'][number][] = [];
  for (const on of watch.board.streams.values()) {
    for (const tracked of on.groups.values()) {
      const place = { stream: on.row.stream, group: tracked.row.group };
      if (!isFor(pattern, place)) continue;
      reaches += 1;
      if (tried >= MOST_TRIED) continue;
      tried += 1;
      const would = judge(tracked, on, limitsFor(rules, place.stream, place.group).limits).status;
      const now = judge(tracked, on, tracked.limits).status;
      if (would !== now) otherwise.push({ ...place, now, would });
    }
  }
  return {
    now: { ...judge(looked.group, looked.stream, looked.group.limits), ...shown(looked.group) },
    would: judge(looked.group, looked.stream, limitsFor(rules, stream, group).limits),
    reaches,
    tried,
    otherwiseCount: otherwise.length,
    otherwise: otherwise.toSorted(byName).slice(0, MOST_NAMED),
  };
}

function judgedAs(watch: Watch, tracked: TrackedGroup, { observation }: TrackedStream, limits: HealthLimits): JudgedAs {
  const verdict = judgeUnheld(tracked, observation, habitsOf(watch.gateway.watcher), limits);
  const fired = verdict.findings.filter((finding) => finding.verdict === 'fired' && finding.rule !== 'rewound');
  const { level, status, sentence } = verdict;
  return {
    status,
    level,
    sentence,
    fired: fired.map(({ rule, title, evidence }) => ({
      title,
      evidence,
      samples: samplesUsed(rule, tracked.ring, limits, tracked.judgedAt),
    })),
  };
}

// What is said now may be held back for some seconds; what would be said is never.
function shown({
  judgement: { status, level, sentence },
}: TrackedGroup): Pick<JudgedAs, 'status' | 'level' | 'sentence'> {
  return { status, level, sentence };
}

function byName(a: LimitsPreview['otherwise'][number], b: LimitsPreview['otherwise'][number]): number {
  return a.group < b.group ? -1 : a.group > b.group ? 1 : a.stream < b.stream ? -1 : 1;
}
