import { MOST_RECENT } from '@weir/domain/alerts/alert-book';
import type { AlertRule } from '@weir/domain/alerts/alert-rule';
import { builtInRules } from '@weir/domain/alerts/built-in-rules';
import type { BackTestAnswer, BackTestSpan } from '@weir/domain/wire/alert-answers';
import { ConsoleError } from '@weir/domain/errors/console-error';
import { pause } from '../act/act-tools.ts';
import type { Watch } from '../observe/watch.ts';
import type { AlertTools } from './alert-tools.ts';
import { backTestRule } from './back-test-rule.ts';
import { createRuleWatch, type RuleWatch, type StandingAlert } from './rule-watch.ts';
import { tell } from './tell.ts';

/** Watches the rules of all connections and tells of what fires. */
export interface AlertDesk {
  readonly tools: AlertTools;
  /** Why alerts do not work at the moment, as a sentence; '' = they do. */
  readonly trouble: string;
  /** Rules and subjects of a connection that are pending or fire. */
  standing(connection: string): Iterable<StandingAlert>;
  /** One round of looking and telling, after the one under way if there is one. What it sends may take longer. */
  round(): Promise<void>;
  /** Waits for what is being sent. */
  sent(): Promise<void>;
  /** Tries a rule on what was recorded; one trial at a time. Whoever asked can call it off. */
  backTest(rule: AlertRule, span: BackTestSpan, signal?: AbortSignal): Promise<BackTestAnswer>;
  /** Begins to do rounds by itself. */
  start(): void;
  close(): Promise<void>;
}

const ROUND_MS = 2_000;
// What is not sent by then is claimed again by the next Weir, or by this one after its start.
const LAST_SENDS_MS = 2_000;

export function createAlertDesk(tools: AlertTools): AlertDesk {
  const watched = new Map<string, RuleWatch>();
  const seeded = new Set<string>();
  const lookedAt = new Map<string, number>();
  const sending = new Set<Promise<void>>();
  let trials: Promise<unknown> = Promise.resolve();
  let trouble = '';
  let last: Promise<void> = Promise.resolve();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isClosed = false;

  async function once(): Promise<void> {
    const { book } = tools;
    for (const { id } of tools.watches.values()) {
      if (seeded.has(id)) continue;
      await book.seedAlertRules(id, builtInRules(id));
      seeded.add(id);
    }
    const rules = await book.alertRules();
    // What closes in this moment is none of those that are open.
    const open = await book.recentIncidents(Number.MAX_SAFE_INTEGER);
    for (const watch of tools.watches.values()) {
      const ruleWatch = watchOf(watch);
      ruleWatch.agree(
        open.filter(({ connection }) => connection === watch.id),
        open.length < MOST_RECENT,
        rules,
      );
      if (isDue(watch)) await ruleWatch.look(rules);
    }
    for (const one of await tell(tools, rules)) hold(one);
  }

  /** A channel that hangs holds up nobody. What is not settled is claimed by the next Weir in a minute. */
  function hold(one: Promise<void>): void {
    const ended = one.catch((fault: unknown) => {
      if (!(fault instanceof ConsoleError)) tools.onFault(fault);
    });
    const kept = ended.finally(() => sending.delete(kept));
    sending.add(kept);
  }

  function watchOf(watch: Watch): RuleWatch {
    const ruleWatch = watched.get(watch.id) ?? createRuleWatch(watch, tools);
    watched.set(watch.id, ruleWatch);
    return ruleWatch;
  }

  /** Tens of thousands of groups are looked at less often. */
  function isDue({ id, board }: Watch): boolean {
    const here = tools.here();
    if (here - (lookedAt.get(id) ?? 0) < Math.min(6_000, board.summary.groups / 4)) return false;
    lookedAt.set(id, here);
    return true;
  }

  async function round(): Promise<void> {
    try {
      await once();
      trouble = '';
    } catch (fault) {
      // The book cannot be written: nothing fires and nothing is told that might be told twice afterwards.
      trouble = fault instanceof ConsoleError ? fault.sentence : 'A fault inside Weir; its log says more.';
      if (!(fault instanceof ConsoleError)) tools.onFault(fault);
    }
  }

  const desk: AlertDesk = {
    tools,
    get trouble() {
      return trouble;
    },
    standing: (connection) => watched.get(connection)?.standing.values() ?? [],
    round() {
      last = last.then(round);
      return last;
    },
    async sent() {
      await Promise.all(sending);
    },
    backTest(rule, span, signal) {
      const mine = trials.then(() => backTestRule(tools, rule, span, signal));
      trials = mine.catch(() => undefined);
      return mine;
    },
    start() {
      const next = (): void => {
        if (isClosed) return;
        timer = setTimeout(() => void desk.round().then(next), ROUND_MS);
      };
      next();
    },
    async close() {
      isClosed = true;
      clearTimeout(timer);
      await last;
      await Promise.race([desk.sent(), pause(LAST_SENDS_MS)]);
    },
  };
  return desk;
}

/** The rules of a connection by name. */
export function ruleById(rules: readonly AlertRule[], ruleId: string): AlertRule {
  const rule = rules.find((one) => one.ruleId === ruleId);
  if (rule === undefined) throw new ConsoleError('not-found', 'There is no alert rule of that name.');
  return rule;
}
