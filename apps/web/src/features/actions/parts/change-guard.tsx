import { GuardFields } from './guard-fields.tsx';
import type { Change } from './use-change.ts';

interface ChangeGuardProps {
  readonly change: Pick<Change, 'view' | 'guard' | 'setGuard'>;
  /** What the name to type belongs to: "stream", "group". */
  readonly nameOf: string;
}

/** The guard of a change, as its plan asks for it. */
export function ChangeGuard({ change, nameOf }: ChangeGuardProps) {
  const confirm = change.view.plan?.confirm;
  return (
    <GuardFields
      values={change.guard}
      onChange={change.setGuard}
      reasonNeeded={confirm?.reasonNeeded ?? false}
      typeName={confirm?.typeName ?? null}
      nameOf={nameOf}
    />
  );
}
