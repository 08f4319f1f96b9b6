import type { ActionInput } from '@weir/domain/actions/action-input';
import type { Freezer } from '@weir/domain/actions/freezer';
import type { Draft, Plan } from '@weir/domain/actions/plan';
import { recordedInput } from '@weir/domain/actions/recorded-input';
import type { SeenEntry } from '@weir/domain/actions/seen-entry';
import { canonicalJson } from '@weir/domain/audit/canonical-json';
import { ConsoleError } from '@weir/domain/errors/console-error';
import { DEFAULT_LIMITS } from '@weir/domain/health/limits';
import { findWatch } from '../connections/find-watch.ts';
import type { ActTools } from './act-tools.ts';
import { definitionOf } from './definition-of.ts';
import { doneBefore } from './done-before.ts';
import { sha256 } from './fingerprint.ts';
import { pastOf } from './past-of.ts';

const LIVES_MS = 3_600_000;
// Planning reads from Redis; more at once than people would start by hand is somebody's mistake.
const MOST_AT_ONCE = 4;

export interface Planning {
  readonly planId: string;
  readonly input: ActionInput;
  readonly actor: string;
  looked: number;
  readonly ready: Promise<Plan>;
  stop(): void;
}

/** Where plans are made. A plan that takes long is counted in the background and can be stopped. */
export interface PlanRoom {
  begin(input: ActionInput, actor: string): Planning;
  /** The one being made, the finished one, or undefined when it is not there (any more). */
  find(planId: string): Promise<Planning | Plan | undefined>;
  discard(planId: string): Promise<void>;
}

export function createPlanRoom(tools: ActTools): PlanRoom {
  const making = new Map<string, Planning>();
  return {
    begin(input, actor) {
      const watch = findWatch(tools.watches, input.connection);
      if (making.size >= MOST_AT_ONCE) {
        throw new ConsoleError('busy', 'Four plans are being counted at the moment. Wait for one, or stop it.');
      }
      const planId = tools.newId();
      const stop = { aborted: false };
      const planning: Planning = {
        planId,
        input,
        actor,
        looked: 0,
        ready: makePlan(tools, planId, input, actor, {
          signal: stop,
          liveWithinMs: DEFAULT_LIMITS.callMs,
          ...(tools.letters === undefined ? {} : { letters: tools.letters }),
          look: watch.gateway.look,
          past: pastOf(tools),
          archives: tools.archives,
          progress: (looked) => {
            planning.looked = looked;
          },
        }).finally(() => making.delete(planId)),
        stop: () => {
          stop.aborted = true;
        },
      };
      // Whoever asks later is told; without anybody asking a failure is no fault of the process.
      planning.ready.catch(() => undefined);
      making.set(planId, planning);
      return planning;
    },

    async find(planId) {
      return making.get(planId) ?? (await tools.journal.plan(planId));
    },

    async discard(planId) {
      making.get(planId)?.stop();
      await tools.journal.dropPlan(planId);
    },
  };
}

type Surroundings = Omit<Freezer, 'freeze'> & {
  readonly look: ReturnType<typeof findWatch>['gateway']['look'];
};

async function makePlan(
  { journal, here }: ActTools,
  planId: string,
  input: ActionInput,
  actor: string,
  { look, ...around }: Surroundings,
): Promise<Plan> {
  const definition = definitionOf(input.kind);
  const createdAt = here();
  const set = frozenSet(journal, planId);
  const draft = await definition.draft(look, input, {
    ...around,
    async freeze(entries) {
      if (around.signal.aborted) throw stopped();
      await set.add(entries);
    },
  });
  const frozenDigest = await set.end();
  if (around.signal.aborted) throw stopped();
  const checked = await withChecks(look, journal, input, draft);
  const { title: _title, preview: _preview, ...binding } = checked;
  const recorded = recordedInput(input);
  const plan: Plan = {
    ...checked,
    planId,
    fingerprint: await sha256(canonicalJson({ ...binding, input: recorded, frozenDigest })),
    kind: input.kind,
    connection: input.connection,
    stream: draft.into ?? input.stream,
    group: draft.undoes === undefined ? ('group' in input ? input.group : null) : draft.undoes.group,
    input: recorded,
    actor,
    createdAt,
    expiresAt: createdAt + LIVES_MS,
    seenAt: await look.now(),
  };
  await journal.savePlan(plan);
  return plan;
}

// One write to disk and one hash for so many entries: by the page of 1,000 they would take longer than reading them.
const FROZEN_AT_ONCE = 20_000;

/** Writes what a plan freezes; `end` gives the digest of all of it. */
function frozenSet(journal: ActTools['journal'], planId: string) {
  let waiting: SeenEntry[] = [];
  let digest = '';
  const flush = async (): Promise<void> => {
    if (waiting.length === 0) return;
    const entries = waiting;
    waiting = [];
    digest = await sha256(digest + JSON.stringify(entries));
    await journal.freeze(planId, entries);
  };
  return {
    async add(entries: readonly SeenEntry[]): Promise<void> {
      for (const entry of entries) waiting.push(entry);
      if (waiting.length >= FROZEN_AT_ONCE) await flush();
    },
    async end(): Promise<string> {
      await flush();
      return digest;
    },
  };
}

/** What holds for every kind: the account may do it, and the same was not done before without anybody noticing. */
async function withChecks(
  look: Surroundings['look'],
  journal: ActTools['journal'],
  input: ActionInput,
  draft: Draft,
): Promise<Draft> {
  if (draft.refusal !== null) return draft;
  for (const { commands, keys } of definitionOf(input.kind).needs(input, draft.work)) {
    const denied = await look.denied(commands, keys);
    if (denied !== null) return { ...draft, refusal: [denied] };
  }
  const again = await doneBefore(journal, input);
  return again === null ? draft : { ...draft, ...again(draft) };
}

function stopped(): ConsoleError {
  return new ConsoleError('refused', 'Counting was stopped. Nothing was changed.');
}
