import { Link } from '@tanstack/react-router';
import { formatCount } from '@weir/domain/metrics/format-figures';
import type { AlertRuleAnswer } from '@weir/domain/wire/alert-answers';
import { failureOf } from '../../app/trpc.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Panel } from '../../ui/panel.tsx';
import { StatusGlyph } from '../../ui/status-glyph.tsx';
import { Switch } from '../../ui/switch.tsx';
import { PanelWait } from '../stream/panel-wait.tsx';
import { ruleState } from './alerts-view.ts';
import { useAlertLock } from './use-alert-lock.ts';
import { useAlertChange, type useAlertRules } from './use-alerts.ts';

interface RulesPanelProps {
  readonly conn: string;
  readonly query: ReturnType<typeof useAlertRules>;
  readonly opened: string | undefined;
}

const HEAD = 'h-8 px-2 text-left text-small font-normal whitespace-nowrap text-text-3 first:pl-4 last:pr-4';
const CELL = 'px-2 py-2 first:pl-4 last:pr-4';

/** The rules as sentences, critical ones first; each opens beside the list. */
export function RulesPanel({ conn, query, opened }: RulesPanelProps) {
  const rules = query.data?.items;
  const told = new Set(query.data?.channels.map(({ channelId }) => channelId));
  return (
    <Panel
      flush
      title="Rules"
      note={told.size === 0 && rules !== undefined ? 'nothing is sent while there is no channel' : ''}
    >
      {rules === undefined ? (
        <PanelWait tried="Reading the rules" query={query} lines={3} line="h-8" />
      ) : rules.length === 0 ? (
        <EmptyState title="No rule watches this connection.">A new rule begins with the button at the top.</EmptyState>
      ) : (
        <table className="w-full border-t border-line-subtle">
          <caption className="sr-only">Alert rules</caption>
          <thead>
            <tr className="border-b border-line-subtle">
              <th scope="col" className={HEAD}>
                Raise an alert when
              </th>
              <th scope="col" className={`${HEAD} max-md:hidden`}>
                Applies to
              </th>
              <th scope="col" className={`${HEAD} max-sm:hidden`}>
                Tells
              </th>
              <th scope="col" className={`${HEAD} text-right max-sm:hidden`} data-tip="Times fired in the last 7 days">
                Fired
              </th>
              <th scope="col" className={`${HEAD} text-right`}>
                On
              </th>
            </tr>
          </thead>
          <tbody>
            {rules.map((rule) => (
              <RuleRow
                key={rule.rule.ruleId}
                conn={conn}
                answer={rule}
                told={told}
                open={opened === rule.rule.ruleId}
              />
            ))}
          </tbody>
        </table>
      )}
    </Panel>
  );
}

interface RuleRowProps {
  readonly conn: string;
  readonly answer: AlertRuleAnswer;
  /** Channels there are. */
  readonly told: ReadonlySet<string>;
  readonly open: boolean;
}

function RuleRow({ conn, answer, told, open }: RuleRowProps) {
  const { rule, words, subjects, fired } = answer;
  const channels = rule.channels.filter((channel) => told.has(channel)).length;
  const state = ruleState(answer);
  return (
    <tr
      data-row=""
      className={`relative border-b border-line-subtle last:border-b-0 hover:bg-hover ${open ? 'tint-select shadow-[inset_2px_0_0_var(--accent)]' : ''}`}
    >
      <td className={CELL}>
        <span className="flex items-start gap-2">
          <StatusGlyph shape={rule.severity} size={14} className={`mt-[3px] ${rule.enabled ? '' : 'opacity-50'}`} />
          <span className="min-w-0">
            <Link
              to="/c/$conn/alerts"
              params={{ conn }}
              search={{ rule: rule.ruleId }}
              data-row-link=""
              {...(open ? { 'aria-current': true } : {})}
              className={`font-strong break-words after:absolute after:inset-0 after:content-[''] focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent ${rule.enabled ? '' : 'text-text-2'}`}
            >
              <span className="sr-only">{`${rule.severity === 'critical' ? 'Critical' : 'Warning'}: `}</span>
              {words}
            </Link>
            <span className="block text-small break-words text-text-3">
              <span className="md:hidden">{subjects}</span>
              {state !== '' && <span className="md:hidden"> · </span>}
              {state}
            </span>
          </span>
        </span>
      </td>
      <td className={`${CELL} max-w-56 text-small break-words text-text-2 max-md:hidden`}>{subjects}</td>
      <td className={`${CELL} text-small text-text-2 max-sm:hidden`}>
        {channels === 0 ? 'nobody' : channels === 1 ? '1 channel' : `${channels} channels`}
      </td>
      <td className={`${CELL} text-right max-sm:hidden`}>{formatCount(fired)}</td>
      <td className={`${CELL} text-right`}>
        <RuleSwitch answer={answer} />
      </td>
    </tr>
  );
}

function RuleSwitch({ answer: { rule, words } }: { readonly answer: AlertRuleAnswer }) {
  const lock = useAlertLock('Switching a rule', 'maintainer');
  const change = useAlertChange((alerts, enabled: boolean) => alerts.saveRule.mutate({ rule: { ...rule, enabled } }));
  const failed = change.isError ? failureOf(change.error).sentence : '';
  return (
    <span className="relative z-1 inline-flex">
      <Switch
        label={`Rule: ${words}`}
        checked={change.isPending ? change.variables : rule.enabled}
        locked={lock}
        trouble={failed}
        onChange={(enabled) => {
          change.mutate(enabled);
        }}
      />
    </span>
  );
}
