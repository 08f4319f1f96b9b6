import type { AuditEntry } from '@weir/domain/audit/audit-record';
import { ConsoleError } from '@weir/domain/errors/console-error';
import type { LimitRuleBook } from '@weir/domain/health/limit-rule-book';
import type { LimitRule, SetLimits } from '@weir/domain/health/limit-rules';
import { limitWords } from '@weir/domain/health/limit-words';
import type { Visitor } from '../access/visitor.ts';
import { applyLimitRules } from '../observe/apply-limit-rules.ts';
import type { Watch } from '../observe/watch.ts';

export interface LimitDeskTools {
  readonly watches: ReadonlyMap<string, Watch>;
  readonly book: LimitRuleBook;
  /** This machine's clock, epoch ms. */
  readonly here: () => number;
  readonly newId: () => string;
}

/** Who asks for a change, from where and why. */
export interface Asker {
  readonly visitor: Visitor;
  readonly origin: string;
  readonly reason: string;
}

/** The health rules an operator sets: kept on disk, and what groups are judged by. */
export interface LimitDesk {
  /** Judges every connection by the rules on disk; at the start, and after each change. */
  load(): Promise<void>;
  save(watch: Watch, rule: Pick<LimitRule, 'stream' | 'group' | 'limits'>, by: Asker): Promise<LimitRule>;
  remove(watch: Watch, ruleId: string, by: Asker): Promise<void>;
}

export function createLimitDesk({ watches, book, here, newId }: LimitDeskTools): LimitDesk {
  async function load(): Promise<void> {
    const rules = await book.limitRules();
    for (const [connection, { board }] of watches)
      applyLimitRules(
        board,
        rules.filter((rule) => rule.connection === connection),
      );
  }

  return {
    load,

    async save(watch, { stream, group, limits }, by) {
      const set = onlyGiven(limits);
      if (Object.keys(set).length === 0)
        throw new ConsoleError('bad-input', 'This rule sets nothing. Give at least one limit, or remove the rule.');
      const { actor } = by.visitor;
      const rule: LimitRule = {
        ruleId: newId(),
        connection: watch.id,
        stream,
        group,
        limits: set,
        setBy: actor,
        setAt: here(),
      };
      const before = watch.board.limitBook.rules.find((one) => one.stream === stream && one.group === group);
      const what = `${limitWords(set)} for ${place(rule)}`;
      await book.saveLimitRule(
        rule,
        records('set-health-rule', watch, rule, what, by, { before: before ?? null, after: rule }),
      );
      await load();
      return rule;
    },

    async remove(watch, ruleId, by) {
      const rule = watch.board.limitBook.rules.find((one) => one.ruleId === ruleId);
      if (rule === undefined) throw new ConsoleError('not-found', 'This health rule is no longer there.');
      const what = `the defaults again for ${place(rule)}`;
      const detail = { before: rule, after: null };
      await book.removeLimitRule(ruleId, records('remove-health-rule', watch, rule, what, by, detail));
      await load();
    },
  };

  function records(
    action: 'set-health-rule' | 'remove-health-rule',
    watch: Watch,
    { stream, group }: LimitRule,
    what: string,
    { visitor, origin, reason }: Asker,
    detail: unknown,
  ): readonly AuditEntry[] {
    const [at, auditId] = [here(), newId()];
    const { actor, role } = visitor;
    const begun = {
      at,
      auditId,
      actor,
      role,
      origin,
      action,
      connection: watch.id,
      stream,
      group,
      reason: reason.trim(),
      planId: '',
      fingerprint: '',
      jobId: null,
      what,
      commands: [],
      detail,
    };
    const ended = {
      at,
      auditId,
      outcome: 'done',
      done: 1,
      skipped: 0,
      summary: `Judged by ${what}.`,
      detail: null,
    } as const;
    return [
      { type: 'begun', body: begun },
      { type: 'ended', body: ended },
    ];
  }
}

function onlyGiven(limits: SetLimits): SetLimits {
  return Object.fromEntries(Object.entries(limits).filter(([, value]) => value !== undefined));
}

function place({ stream, group }: Pick<LimitRule, 'stream' | 'group'>): string {
  return `${group === '*' ? 'all groups' : group} on ${stream === '*' ? 'all streams' : stream}`;
}
