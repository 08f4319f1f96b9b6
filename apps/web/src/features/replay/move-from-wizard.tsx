import type { ReplayDraft, ReplaySearch } from './replay-draft.ts';
import { MoveDialog } from './move-dialog.tsx';

interface MoveFromWizardProps {
  readonly conn: string;
  readonly draft: ReplayDraft;
  readonly search: ReplaySearch;
  readonly onChange: (part: ReplaySearch) => void;
}

/** The dialog on top of the wizard, when the address asks for it. */
export function MoveFromWizard({ conn, draft, search, onChange }: MoveFromWizardProps) {
  if (search.do !== 'move' || draft.stream === '' || draft.group === null) return null;
  return (
    <MoveDialog
      conn={conn}
      stream={draft.stream}
      group={draft.group}
      at={search.at}
      set={search.set}
      onAim={(at) => {
        onChange({ at });
      }}
      onPlan={(set) => {
        onChange({ set });
      }}
      onClose={() => {
        onChange({ do: undefined, at: undefined, set: undefined });
      }}
    />
  );
}
