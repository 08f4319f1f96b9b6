import { useQuery } from '@tanstack/react-query';
import { limitValue, limitWords } from '@weir/domain/health/limit-words';
import type { GroupLimitsAnswer } from '@weir/domain/wire/health-answers';
import { useState } from 'react';
import { failureOf, useTRPC } from '../../app/trpc.ts';
import { Button } from '../../ui/button.tsx';
import { Panel } from '../../ui/panel.tsx';
import { GuardFields } from '../actions/parts/guard-fields.tsx';
import { keepReason, keptReason } from '../actions/parts/kept-reason.ts';
import { ProdMark } from '../actions/parts/prod-mark.tsx';
import { LimitRow } from './limit-row.tsx';
import type { Draft, Pattern, Scope, Typed } from './limits-draft.ts';
import { RulesList } from './rules-list.tsx';
import { RulesPreview } from './rules-preview.tsx';
import { ScopeChoice } from './scope-choice.tsx';
import { useRuleLock } from './use-rule-lock.ts';
import { UsualPanel } from './usual-panel.tsx';
import { type Place, useLimitsPreview, useRuleChanges } from './use-rules.ts';

interface RuleEditorProps {
  readonly place: Place;
  readonly answer: GroupLimitsAnswer;
  readonly scope: Scope;
  readonly free: Pattern;
  readonly typed: Typed;
  readonly draft: Draft;
  readonly onTyped: (typed: Typed) => void;
  readonly onScope: (scope: Scope) => void;
  readonly onFree: (free: Pattern) => void;
}

/** The limits as sentences, whom they are for, what would be said with them, and saving. */
export function RuleEditor({ place, answer, scope, free, typed, draft, onTyped, onScope, onFree }: RuleEditorProps) {
  const lock = useRuleLock();
  const changes = useRuleChanges(place.connection);
  const isSound = Object.keys(draft.because).length === 0;
  const preview = useLimitsPreview(place, draft, draft.changed && isSound);
  const [reason, setReason] = useState(keptReason);
  const reasonNeeded = useIsProduction(place.connection);
  const done = (): void => {
    keepReason(reason);
    onTyped({});
  };
  return (
    <div className="grid gap-4 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)] lg:items-start">
      <div className="flex flex-col gap-4">
        <Panel flush title="How this group is judged">
          <ul>
            {answer.limits.map((one) => (
              <LimitRow
                key={one.limit}
                answer={one}
                usual={answer.usual}
                text={typed[one.limit] ?? limitValue(one.limit, one.value)}
                because={draft.because[one.limit]}
                onType={(text) => {
                  onTyped({ ...typed, [one.limit]: text });
                }}
              />
            ))}
          </ul>
        </Panel>
        <UsualPanel usual={answer.usual} />
        <Panel flush title="Rules that reach this group">
          <RulesList
            rules={answer.rules}
            lock={lock === '' && reasonNeeded && reason.trim() === '' ? 'Give a reason first.' : lock}
            onRemove={(rule) => {
              void changes.remove(rule, reason).then(done, () => undefined);
            }}
          />
        </Panel>
      </div>
      <Panel
        title={draft.changed ? 'What would be said now' : 'Change a limit to see what would be said'}
        aside={<ProdMark conn={place.connection} />}
      >
        <div className="flex flex-col gap-4">
          <ScopeChoice scope={scope} free={free} onScope={onScope} onFree={onFree} />
          {draft.changed && isSound && <RulesPreview preview={preview.data} />}
          <GuardFields
            values={{ reason, typed: '' }}
            onChange={(values) => {
              setReason(values.reason);
            }}
            reasonNeeded={reasonNeeded}
            typeName={null}
            nameOf="group"
          />
          {changes.error !== null && (
            <p role="alert" className="text-crit">
              {failureOf(changes.error).sentence}
            </p>
          )}
          <SaveLine
            draft={draft}
            lock={whyNot(lock, draft, isSound, reasonNeeded, reason)}
            busy={changes.busy}
            onReset={() => {
              onTyped({});
            }}
            onSave={() => {
              const { existing, limits, pattern } = draft;
              const saving =
                Object.keys(limits).length === 0 && existing !== undefined
                  ? changes.remove(existing, reason)
                  : changes.save(pattern, limits, reason);
              void saving.then(done, () => undefined);
            }}
          />
        </div>
      </Panel>
    </div>
  );
}

interface SaveLineProps {
  readonly draft: Draft;
  readonly lock: string;
  readonly busy: boolean;
  readonly onReset: () => void;
  readonly onSave: () => void;
}

function SaveLine({ draft, lock, busy, onReset, onSave }: SaveLineProps) {
  const words = limitWords(draft.limits);
  return (
    <div className="flex flex-wrap items-center gap-3">
      <Button
        look="primary"
        size="large"
        disabled={lock !== '' || busy}
        {...(lock === '' ? {} : { 'data-tip': lock })}
        onClick={onSave}
      >
        {draft.changed && words === '' ? 'Go back to the defaults' : 'Save the rule'}
      </Button>
      {draft.changed && (
        <Button look="quiet" size="large" onClick={onReset}>
          Leave it as it is
        </Button>
      )}
      {lock !== '' && draft.changed && <span className="text-small text-text-3">{lock}</span>}
    </div>
  );
}

function whyNot(lock: string, draft: Draft, isSound: boolean, reasonNeeded: boolean, reason: string): string {
  if (lock !== '') return lock;
  if (!isSound) return 'A limit cannot be used as it is.';
  if (draft.pattern.stream === '' || draft.pattern.group === '') return 'Give a pattern for streams and for groups.';
  if (!draft.changed) return 'Nothing was changed.';
  return reasonNeeded && reason.trim() === '' ? 'Give a reason first.' : '';
}

function useIsProduction(connection: string): boolean {
  const trpc = useTRPC();
  const connections = useQuery(trpc.connections.list.queryOptions());
  return connections.data?.items.find(({ id }) => id === connection)?.kind === 'production';
}
