import type { AuditEntry } from '@weir/domain/audit/audit-record';
import { ConsoleError } from '@weir/domain/errors/console-error';
import type { LimitRuleBook } from '@weir/domain/health/limit-rule-book';
import type { LimitRule } from '@weir/domain/health/limit-rules';
import { appendAudit } from '../audit/append-audit.ts';
import type { Database } from '../file/tables.ts';

export type ReadLimitRules = Pick<LimitRuleBook, 'limitRules'>;
export type WriteLimitRules = Omit<LimitRuleBook, 'limitRules'>;

export function readLimitRules(database: Database): ReadLimitRules {
  return {
    async limitRules() {
      const rows = await database.selectFrom('health_rule').select('rule_json').orderBy('rule_id').execute();
      // Sound: written by saveLimitRule.
      return rows.map((row) => JSON.parse(row.rule_json) as LimitRule);
    },
  };
}

export function writeLimitRules(database: Database): WriteLimitRules {
  const record = async (entries: readonly AuditEntry[]): Promise<void> => {
    for (const entry of entries) await appendAudit(database, entry);
  };
  return {
    async saveLimitRule(rule, records) {
      const { ruleId, connection, stream, group } = rule;
      await database
        .deleteFrom('health_rule')
        .where('connection', '=', connection)
        .where('stream', '=', stream)
        .where('stream_group', '=', group)
        .execute();
      const row = { rule_id: ruleId, connection, stream, stream_group: group, rule_json: JSON.stringify(rule) };
      await database.insertInto('health_rule').values(row).execute();
      await record(records);
    },

    async removeLimitRule(ruleId, records) {
      const gone = await database.deleteFrom('health_rule').where('rule_id', '=', ruleId).executeTakeFirst();
      if (gone.numDeletedRows === 0n) throw new ConsoleError('not-found', 'This health rule is no longer there.');
      await record(records);
    },
  };
}
