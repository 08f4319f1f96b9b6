import { Link, useParams } from '@tanstack/react-router';
import type { LetterAnswer } from '@weir/domain/wire/dead-letter-answers';
import { PencilLine } from 'lucide-react';
import type { ReactNode } from 'react';
import { Clock } from '../../ui/age.tsx';
import { NameText } from '../../ui/name-text.tsx';
import { ActionButton } from '../actions/parts/action-button.tsx';
import { useDialogAddress } from '../actions/parts/dialog-address.ts';

/** Where a dead letter came from and what was wrong with it, as far as it says; and the way to mend it. */
export function LetterFacts({ item }: { readonly item: LetterAnswer }) {
  const { open } = useDialogAddress();
  const { conn } = useParams({ from: '/c/$conn/dead-letters' });
  const { letter, at } = item;
  return (
    <div className="flex flex-wrap items-start gap-x-6 gap-y-3 border-b border-line-subtle px-4 py-3">
      <dl className="grid min-w-0 flex-1 basis-72 grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1 text-small">
        <Fact name="Reason">{letter.error ?? 'not given'}</Fact>
        <Fact name="Came from">
          {letter.origin === null ? (
            'no origin known'
          ) : (
            <>
              <Link
                to="/c/$conn/s/$stream"
                params={{ conn, stream: letter.origin }}
                className="name text-accent hover:underline"
              >
                <NameText text={letter.origin} />
              </Link>
              {letter.originalId !== null && <span className="name"> {letter.originalId}</span>}
            </>
          )}
        </Fact>
        {letter.group !== null && (
          <Fact name="Failed in">
            <NameText text={letter.group} />
            {letter.consumer !== null && (
              <>
                , last with <NameText text={letter.consumer} />
              </>
            )}
          </Fact>
        )}
        {at !== null && (
          <Fact name="When">
            <Clock at={at} />
          </Fact>
        )}
        <Fact name="Put here by">{letter.writtenBy ?? 'not known'}</Fact>
      </dl>
      <ActionButton
        word="Resend"
        needs="operator"
        onOpen={() => {
          open({ do: 'resend', name: item.id });
        }}
      >
        <PencilLine aria-hidden size={14} strokeWidth={1.75} />
        Edit and resend…
      </ActionButton>
    </div>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <>
      <dt className="text-text-3">{name}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </>
  );
}
