import { Link } from '@tanstack/react-router';
import type { TrimSettings } from '@weir/domain/policies/policy';
import { keepParam } from '../actions/trim/trim-form.ts';
import { Note } from '../actions/parts/note.tsx';

interface HeldNoteProps {
  readonly conn: string;
  readonly stream: string;
  readonly heldBy: string;
  readonly keep: TrimSettings['keep'];
}

const LINK = 'font-strong text-accent underline-offset-2 hover:underline';

/** Who is in the way of a policy, and the ways on; each opens with its form filled in. */
export function HeldNote({ conn, stream, heldBy, keep }: HeldNoteProps) {
  const group = { conn, stream, group: heldBy };
  return (
    <Note tone="warning">
      <p>
        <b className="font-semibold">
          <span translate="no" className="name">
            {heldBy}
          </span>{' '}
          is in the way on{' '}
          <span translate="no" className="name">
            {stream}
          </span>
          .
        </b>{' '}
        It has not read or not acked what would go. Ways on, besides waiting for it:
      </p>
      <ul className="mt-1 flex flex-wrap gap-x-4 gap-y-1">
        <li>
          <Link to="/c/$conn/s/$stream/g/$group/pending" params={group} className={LINK}>
            Claim or ack its pending…
          </Link>
        </li>
        <li>
          <Link to="/c/$conn/s/$stream/g/$group" params={group} search={{ do: 'move' }} className={LINK}>
            Move its position…
          </Link>
        </li>
        <li>
          <Link
            to="/c/$conn/s/$stream"
            params={{ conn, stream }}
            search={{ do: 'trim', keep: keepParam(keep) }}
            className={LINK}
          >
            Trim once past the guard…
          </Link>
        </li>
      </ul>
    </Note>
  );
}
