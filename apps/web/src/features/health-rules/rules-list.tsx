import type { LimitRule } from '@weir/domain/health/limit-rules';
import { limitWords } from '@weir/domain/health/limit-words';
import { Button } from '../../ui/button.tsx';
import { NameText } from '../../ui/name-text.tsx';
import { Clock } from '../../ui/age.tsx';

interface RulesListProps {
  readonly rules: readonly LimitRule[];
  /** Why removing is off; '' = it is on. */
  readonly lock: string;
  readonly onRemove: (rule: LimitRule) => void;
}

/** The rules that reach this group. */
export function RulesList({ rules, lock, onRemove }: RulesListProps) {
  if (rules.length === 0)
    return <p className="px-4 pb-4 text-text-3">No rule reaches this group: it is judged by the defaults.</p>;
  return (
    <ul className="flex flex-col">
      {rules.map((rule) => (
        <li
          key={rule.ruleId}
          className="flex flex-wrap items-center gap-x-4 gap-y-1 border-t border-line-subtle px-4 py-2.5 first:border-0"
        >
          <span className="min-w-0 flex-1">
            <span translate="no" className="name font-strong break-all">
              <NameText text={rule.group} /> on <NameText text={rule.stream} />
            </span>
            <span className="block text-text-2">{limitWords(rule.limits)}</span>
            <span className="block text-small text-text-3">
              by {rule.setBy}, <Clock at={rule.setAt} />
            </span>
          </span>
          <Button
            size="small"
            disabled={lock !== ''}
            {...(lock === '' ? {} : { 'data-tip': lock })}
            onClick={() => {
              onRemove(rule);
            }}
          >
            Remove
            <span className="sr-only">
              {' '}
              the rule for {rule.group} on {rule.stream}
            </span>
          </Button>
        </li>
      ))}
    </ul>
  );
}
