import type { ReactNode } from 'react';
import { SentenceText } from '../../../ui/sentence.tsx';
import { CommandsBlock } from './commands-block.tsx';
import type { PlanView } from './use-plan.ts';
import { Warnings } from './warnings.tsx';

interface PlanEffectsProps {
  readonly view: PlanView;
  /** Lines that follow the plan's own in the block of commands. */
  readonly more?: readonly string[];
  /** Stands between the groups and the warnings. */
  readonly children?: ReactNode;
}

/** What a plan that is not refused comes to: what it means to each group, its warnings, and the same in redis-cli. */
export function PlanEffects({ view, more = [], children }: PlanEffectsProps) {
  const { plan, current } = view;
  if (plan === undefined || plan.refusal !== null) return null;
  return (
    <>
      {plan.groups.map((effect) => (
        <p key={effect.group} className={current ? '' : 'text-text-3'}>
          <SentenceText parts={effect.sentence} />
        </p>
      ))}
      {children}
      <Warnings warnings={plan.warnings} />
      <CommandsBlock commands={[...plan.commands, ...more]} />
    </>
  );
}
