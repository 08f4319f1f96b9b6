import { ArchiveX, CheckCheck, Hand } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { Button } from '../../ui/button.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { ChosenAction, ChosenBar } from '../actions/parts/chosen-bar.tsx';
import { useDialogAddress } from '../actions/parts/dialog-address.ts';
import { isChosen, NO_CHOICE } from './pending-choice-view.ts';
import { usePendingChoice } from './pending-choice.ts';

interface BulkBarProps {
  /** How many match in all, where that is known. */
  readonly matching: number | null;
}

/** What can be done with the chosen entries. */
export function BulkBar({ matching }: BulkBarProps) {
  const { choice, choose } = usePendingChoice();
  const { open } = useDialogAddress();
  const chosen = isChosen(choice);
  const clear = useRef(() => {});
  useEffect(() => {
    clear.current = () => {
      choose(NO_CHOICE);
    };
  });
  useEffect(() => {
    if (!chosen) return undefined;
    const onKey = (event: KeyboardEvent) => {
      // A dialog, menu or field above the list takes Escape for itself.
      if (event.key !== 'Escape' || event.defaultPrevented) return;
      if (document.querySelector('[role=dialog], [role=menu]') !== null) return;
      clear.current();
    };
    window.addEventListener('keydown', onKey);
    return () => {
      window.removeEventListener('keydown', onKey);
    };
  }, [chosen]);
  if (!chosen) return null;
  const of = choice.all ? undefined : 'selected';
  const count = choice.all ? matching : choice.ids.size;
  return (
    <ChosenBar label="Selected entries" count={count}>
      <ChosenAction
        word="Claim"
        look="primary"
        pageKey="claim"
        letter="C"
        icon={Hand}
        onOpen={() => {
          open({ do: 'claim', of });
        }}
      >
        Claim to…
      </ChosenAction>
      <ChosenAction
        word="Acknowledge"
        look="quiet"
        pageKey="acknowledge"
        letter="A"
        icon={CheckCheck}
        onOpen={() => {
          open({ do: 'acknowledge', of });
        }}
      >
        Acknowledge…
      </ChosenAction>
      <ChosenAction
        word="Dead-letter"
        look="quiet"
        pageKey="dead-letter"
        letter="D"
        icon={ArchiveX}
        onOpen={() => {
          open({ do: 'dead-letter', of });
        }}
      >
        Dead-letter…
      </ChosenAction>
      <Button
        look="quiet"
        size="large"
        onClick={() => {
          choose(NO_CHOICE);
        }}
      >
        Clear
        <span className="max-sm:hidden">
          <Kbd>Esc</Kbd>
        </span>
      </Button>
    </ChosenBar>
  );
}
