import type { IncidentEnd } from '@weir/domain/alerts/alert-book';
import type { AlertRule, AlertSubject } from '@weir/domain/alerts/alert-rule';
import { advance, type AlertState, type FiringAlert, type Sight } from '@weir/domain/alerts/advance';
import type { Incident } from '@weir/domain/alerts/incident';
import { ruleWords } from '@weir/domain/alerts/rule-words';
import { isStale } from '../observe/board.ts';
import type { Watch } from '../observe/watch.ts';
import { type AlertTools, nowOf } from './alert-tools.ts';
import { firedEvent, resolvedEvent } from './alert-events.ts';
import { endedBy } from './ended-by.ts';
import { type Seen, subjectsOf } from './subjects-of.ts';

/** One rule and one subject, and where the two stand. Only those that are pending or fire are kept. */
export interface StandingAlert {
  /** `watched` as it was when the subject was last seen to meet it; `severity` as the incident has it. */
  readonly rule: AlertRule;
  readonly subject: AlertSubject;
  readonly state: AlertState;
}

/** Watches the rules of one connection, a look at a time. */
export interface RuleWatch {
  /** What may be pending or fire; by rule and subject. */
  readonly standing: ReadonlyMap<string, StandingAlert>;
  /** One look at everything. Throws what the book refuses; nothing is then taken for fired or over that is not in it. */
  look(rules: readonly AlertRule[]): Promise<void>;
  /**
   * Takes up what fires according to the book, and forgets what another Weir found to be over: unless these are not `all`,
   * for then what is not among them may be open as well.
   */
  agree(open: readonly Incident[], all: boolean, rules: readonly AlertRule[]): void;
}

// A calamity of thousands of groups is written down in steps: other writes must get their turn.
const TURNS_AT_ONCE = 300;

interface Turn {
  readonly key: string;
  readonly alert: StandingAlert;
}

export function createRuleWatch(watch: Watch, tools: AlertTools): RuleWatch {
  const standing = new Map<string, StandingAlert>();

  async function look(rules: readonly AlertRule[]): Promise<void> {
    const now = nowOf(watch);
    const fired: (Turn & { readonly incident: Incident })[] = [];
    const over: (Turn & { readonly end: IncidentEnd })[] = [];
    const looked = new Set<string>();
    const unsettled = new Set([...standing.values()].map(({ rule }) => rule.ruleId));
    const slice = watch.board.newSlice();
    const why = endedBy(watch);

    const step = (rule: AlertRule, subject: AlertSubject, sight: Sight, seen: Seen | undefined): void => {
      const isMet = sight.known && sight.met;
      // Nearly all there is to look at is fine and has been: no name is put together for it.
      if (!isMet && !unsettled.has(rule.ruleId)) return;
      const key = keyOf(rule.ruleId, subject);
      const stood = standing.get(key);
      const before = stood?.state;
      if (before === undefined && !isMet) return;
      looked.add(key);
      const { state, turned } = advance(before, sight, rule, now, tools.newId);
      if (turned === 'fired' && state?.is === 'firing') {
        const alert = { rule, subject, state };
        if (fired.length < TURNS_AT_ONCE) fired.push({ key, alert, incident: incidentOf(alert, watch.id, now, seen) });
      } else if (turned === 'resolved' && stood !== undefined && before?.is === 'firing') {
        if (over.length >= TURNS_AT_ONCE) return;
        const end = endOf(before, now, why(stood.rule, rule, subject, seen !== undefined));
        over.push({ key, alert: { rule, subject, state: before }, end });
      } else if (state === undefined) standing.delete(key);
      else if (state !== before || isSo(sight)) {
        const met = isSo(sight) ? rule.watched : (stood?.rule.watched ?? rule.watched);
        standing.set(key, { rule: { ...(stood?.rule ?? rule), watched: met }, subject, state });
      }
    };

    const enabled = rules.filter((rule) => rule.enabled && rule.connection === watch.id);
    for (const rule of enabled) {
      if (!isInSight(watch, rule)) continue;
      for (const seen of subjectsOf(watch, rule.watched)) {
        step(rule, seen.subject, seen.sight(), seen);
        if (slice.isOver()) await slice.breathe();
      }
    }
    const byId = new Map(enabled.map((rule) => [rule.ruleId, rule]));
    for (const [key, { rule, subject, state }] of standing) {
      const present = byId.get(rule.ruleId);
      if (present === undefined) {
        if (state.is === 'pending') standing.delete(key);
        else {
          const because = rules.some(({ ruleId }) => ruleId === rule.ruleId) ? 'switched off' : 'removed';
          over.push({ key, alert: { rule, subject, state }, end: endOf(state, now, `the rule was ${because}`) });
        }
      } else if (!looked.has(key)) step(present, subject, missing(watch, present), undefined);
    }
    await write(fired, over);
  }

  async function write(
    fired: readonly (Turn & { readonly incident: Incident })[],
    over: readonly (Turn & { readonly end: IncidentEnd })[],
  ): Promise<void> {
    if (over.length > 0) {
      await tools.book.closeIncidents(over.map(({ end }) => end));
      for (const { key } of over) standing.delete(key);
      watch.announce(over.map(({ alert, end }) => resolvedEvent(alert, end)));
    }
    if (fired.length === 0) return;
    const open = await tools.book.openIncidents(fired.map(({ incident }) => incident));
    watch.announce(fired.map(({ incident }) => firedEvent(incident)));
    fired.forEach(({ key, alert }, at) => {
      // Sound: of what fired the state fires. Another Weir may have been first: its id is that of the incident.
      const state = alert.state as FiringAlert;
      standing.set(key, { ...alert, state: { ...state, incidentId: open[at]?.incidentId ?? state.incidentId } });
    });
  }

  return {
    standing,
    look,
    agree(open, all, rules) {
      const ids = new Set(open.map(({ incidentId }) => incidentId));
      for (const [key, { state }] of standing) {
        if (all && state.is === 'firing' && !ids.has(state.incidentId)) standing.delete(key);
      }
      for (const incident of open) {
        const key = keyOf(incident.ruleId, incident);
        if (incident.connection !== watch.id || standing.get(key)?.state.is === 'firing') continue;
        const rule = rules.find(({ ruleId }) => ruleId === incident.ruleId) ?? goneRule(incident);
        const { severity } = incident;
        const { stream, group, incidentId, openedAt } = incident;
        const state = { is: 'firing', incidentId, since: openedAt, clearSince: null, ...SEEN } as const;
        standing.set(key, { rule: { ...rule, severity }, subject: { stream, group }, state });
      }
    },
  };
}

const SEEN = { unknownSince: null, unknownBecause: '' } as const;

/** Known, and not over. */
function isSo(sight: Sight): boolean {
  return sight.known && !sight.clear;
}

/** Old figures say nothing; that Redis cannot be reached needs none. */
function isInSight(watch: Watch, { watched }: AlertRule): boolean {
  if (watched.when.is === 'unreachable') return true;
  return watch.board.polledAt !== null && !isStale(watch.board, watch.here());
}

/** What is known of a subject that was not there to look at. */
function missing(watch: Watch, rule: AlertRule): Sight {
  if (!isInSight(watch, rule)) return { known: false, because: 'the picture of this Redis is not up to date' };
  if (!watch.board.summary.discovery.complete)
    return { known: false, because: 'the keyspace is still being looked through' };
  return { known: true, met: false, clear: true };
}

function endOf({ incidentId }: FiringAlert, closedAt: number, closedBecause: string): IncidentEnd {
  return { incidentId, closedAt, closedBecause };
}

function incidentOf(
  { rule, subject, state }: StandingAlert,
  connection: string,
  now: number,
  seen: Seen | undefined,
): Incident {
  return {
    ...subject,
    incidentId: state.is === 'firing' ? state.incidentId : '',
    ruleId: rule.ruleId,
    connection,
    severity: rule.severity,
    rule: ruleWords(rule),
    finding: seen?.finding() ?? '',
    detail: seen?.detail() ?? '',
    openedAt: now,
    closedAt: null,
    closedBecause: '',
  };
}

// An incident whose rule was removed while no Weir ran is closed by the next look, which does not find it either.
function goneRule({ ruleId, connection, severity }: Incident): AlertRule {
  return {
    ruleId,
    connection,
    severity,
    enabled: false,
    watched: { over: 'connection', when: { is: 'unreachable' } },
    forMs: 0,
    holdMs: 0,
    repeatMs: null,
    channels: [],
  };
}

function keyOf(ruleId: string, { stream, group }: AlertSubject): string {
  return JSON.stringify([ruleId, stream, group]);
}
