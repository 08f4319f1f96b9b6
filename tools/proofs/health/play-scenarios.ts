import { applyLimitRules } from '@weir/api/observe/apply-limit-rules';
import type { LimitRule } from '@weir/domain/health/limit-rules';
import type { GroupStatus } from '@weir/domain/health/status';
import { plainSentence } from '@weir/domain/wire/plain-sentence';
import type { RedisRig } from '../../rig/redis-rig.ts';
import { Burrow, type BurrowStatus } from './burrow.ts';
import type { Phase, Scenario } from './scenario.ts';
import type { Scene } from './scene.ts';
import { Stage } from './stage.ts';

/** What came of one phase. Seconds count from its beginning; null = it was not said. */
export interface PhaseResult {
  readonly phase: Phase;
  /** Each status in order of appearance, with the second it appeared in. */
  readonly course: [second: number, status: GroupStatus][];
  readonly falseAlarms: string[];
  detectedAfter: number | null;
  /** The row's words at the end of the phase. */
  said: string;
  /** What Burrow's rules say when they are given the one cursor, and the other. */
  readonly burrow: { readonly delivered: BurrowSaid; readonly acknowledged: BurrowSaid };
}

export interface BurrowSaid {
  readonly words: Set<BurrowStatus>;
  after: number | null;
}

/** What a poll said of when the group will have caught up. */
export interface EtaSight {
  readonly second: number;
  readonly unread: number | null;
  readonly eta: string;
  readonly etaSeconds: number | null;
}

export interface ScenarioResult {
  readonly scenario: Scenario;
  readonly phases: readonly PhaseResult[];
  readonly etas: readonly EtaSight[];
}

interface Run {
  readonly scenario: Scenario;
  readonly scene: Scene;
  readonly burrow: { readonly delivered: Burrow; readonly acknowledged: Burrow };
  readonly phases: PhaseResult[];
  readonly etas: EtaSight[];
  /** The group's consumers called since the last poll. */
  called: boolean;
}

/** Plays scenarios side by side on one Redis, each on a stream of its own. Those with a pause of polling share it. */
export async function playScenarios(rig: RedisRig, scenarios: readonly Scenario[]): Promise<readonly ScenarioResult[]> {
  const stage = await Stage.on(rig);
  try {
    return await playOn(stage, scenarios);
  } finally {
    stage.close();
  }
}

async function playOn(stage: Stage, scenarios: readonly Scenario[]): Promise<readonly ScenarioResult[]> {
  const runs = scenarios.map((scenario, n): Run => {
    const scene = stage.scene(`${n + 1}:${scenario.name}`);
    scene.createGroup();
    return {
      scenario,
      scene,
      burrow: { delivered: new Burrow(), acknowledged: new Burrow() },
      phases: [],
      etas: [],
      called: false,
    };
  });
  applyLimitRules(
    stage.board,
    runs.flatMap(({ scenario, scene }) => ruleOf(scenario, scene)),
  );
  const unwatched = scenarios.find((scenario) => scenario.unwatched !== undefined)?.unwatched;
  const seconds = Math.max(...scenarios.map(({ phases }) => lengthOf(phases)));
  for (let second = 0; second < seconds; second += 1) {
    if (second === unwatched?.from) stage.pause();
    if (second === unwatched?.to) stage.resume();
    const playing = runs.filter(({ scenario }) => second < lengthOf(scenario.phases));
    const polled = await stage.second(
      playing.map(({ scene }) => scene),
      (scene) => {
        const run = playing.find((one) => one.scene === scene);
        const [phase, began] = phaseAt(run?.scenario.phases ?? [], second);
        phase.act(scene, second - began, () => stage.connect());
      },
    );
    for (const run of playing) run.called ||= run.scene.called;
    if (polled) for (const run of playing) look(stage, run, second);
  }
  return runs.map(({ scenario, phases, etas }) => ({ scenario, phases, etas }));
}

function ruleOf({ limits }: Scenario, { stream }: Scene): LimitRule[] {
  if (limits === undefined) return [];
  return [{ ruleId: stream, connection: 'main', stream, group: '*', limits, setBy: 'the scenario', setAt: 0 }];
}

function look(stage: Stage, run: Run, second: number): void {
  const sight = stage.sight(run.scene);
  if (sight === undefined) throw new Error(`${run.scenario.name}: the group is not on the board`);
  const [phase, began] = phaseAt(run.scenario.phases, second);
  const result = resultOf(run, phase);
  const { row } = sight;
  const since = second - began + 1;
  if (result.course.at(-1)?.[1] !== row.status) result.course.push([since, row.status]);
  result.said = plainSentence(row.sentence, row.seenAt);
  const wanted = phase.detect;
  if (wanted?.status === row.status && wanted.says.test(result.said)) result.detectedAfter ??= since;
  if (!phase.allowed.includes(row.status) && wanted?.status !== row.status) {
    const said = `${row.status} after ${since} s: ${result.said}`;
    if (!result.falseAlarms.some((one) => one.startsWith(row.status))) result.falseAlarms.push(said);
  }
  run.etas.push({ second, unread: row.unread, eta: row.eta, etaSeconds: row.etaMs === null ? null : row.etaMs / 1000 });
  const unread = row.unread ?? 0;
  for (const [cursor, open] of [
    ['delivered', unread],
    ['acknowledged', unread + row.pending],
  ] as const) {
    const word = run.burrow[cursor].judge(row.seenAt, run.scene.added - open, run.scene.added, run.called);
    const said = result.burrow[cursor];
    said.words.add(word);
    if (word !== 'OK') said.after ??= since;
  }
  run.called = false;
}

function resultOf(run: Run, phase: Phase): PhaseResult {
  const known = run.phases.at(-1);
  if (known?.phase === phase) return known;
  const fresh: PhaseResult = {
    phase,
    course: [],
    falseAlarms: [],
    detectedAfter: null,
    said: '',
    burrow: { delivered: { words: new Set(), after: null }, acknowledged: { words: new Set(), after: null } },
  };
  run.phases.push(fresh);
  return fresh;
}

function phaseAt(phases: readonly Phase[], second: number): readonly [phase: Phase, began: number] {
  let began = 0;
  for (const phase of phases) {
    if (second < began + phase.seconds) return [phase, began];
    began += phase.seconds;
  }
  throw new Error(`no phase at ${second} s`);
}

function lengthOf(phases: readonly Phase[]): number {
  return phases.reduce((sum, { seconds }) => sum + seconds, 0);
}
