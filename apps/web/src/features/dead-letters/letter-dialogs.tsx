import type { LetterSelection } from '@weir/domain/actions/action-input';
import type { LetterAnswer } from '@weir/domain/wire/dead-letter-answers';
import { useDialogAddress } from '../actions/parts/dialog-address.ts';
import { useLinkedPlan } from '../actions/parts/use-linked-plan.ts';
import { RedriveDialog } from '../actions/redrive/redrive-dialog.tsx';
import { ResendDialog } from '../actions/resend/resend-dialog.tsx';
import { OutcomeDialogs } from '../actions/undo/outcome-dialogs.tsx';

interface LetterDialogsProps {
  readonly conn: string;
  readonly stream: string;
  /** The chosen ones; undefined = none. */
  readonly selection: LetterSelection | undefined;
  /** Those on the page. */
  readonly letters: readonly LetterAnswer[];
  readonly onBegun: () => void;
}

/** The dialog of the page that the address asks for. */
export function LetterDialogs(props: LetterDialogsProps) {
  const { conn } = props;
  const { search } = useDialogAddress();
  if (search.do === 'redrive' || search.do === 'resend') return <Changing {...props} kind={search.do} />;
  return <OutcomeDialogs conn={conn} />;
}

function Changing({
  conn,
  stream,
  selection,
  letters,
  onBegun,
  kind,
}: LetterDialogsProps & { readonly kind: 'redrive' | 'resend' }) {
  const { search } = useDialogAddress();
  const linked = useLinkedPlan(search.set);
  // The form is filled in once, from the plan of the link.
  if (linked === 'waiting') return null;
  if (kind === 'redrive') {
    return <RedriveDialog conn={conn} stream={stream} chosen={selection} linked={linked} onBegun={onBegun} />;
  }
  return (
    <ResendDialog
      key={search.name}
      conn={conn}
      stream={stream}
      letter={letters.find(({ id }) => id === search.name)}
      linked={linked}
    />
  );
}
