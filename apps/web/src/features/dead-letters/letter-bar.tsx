import { RotateCcw } from 'lucide-react';
import { Button } from '../../ui/button.tsx';
import { ChosenAction, ChosenBar } from '../actions/parts/chosen-bar.tsx';
import { useDialogAddress } from '../actions/parts/dialog-address.ts';

interface LetterBarProps {
  /** Null = all that match. */
  readonly count: number | null;
  readonly onClear: () => void;
}

/** What can be done with the chosen dead letters. */
export function LetterBar({ count, onClear }: LetterBarProps) {
  const { open } = useDialogAddress();
  return (
    <ChosenBar label="Selected dead letters" count={count}>
      <ChosenAction
        word="Redrive"
        look="primary"
        pageKey="redrive"
        letter="B"
        icon={RotateCcw}
        onOpen={() => {
          open({ do: 'redrive' });
        }}
      >
        Redrive…
      </ChosenAction>
      <Button look="quiet" size="large" onClick={onClear}>
        Clear
      </Button>
    </ChosenBar>
  );
}
