import { Link } from '@tanstack/react-router';
import type { GroupRow } from '@weir/domain/wire/group-row';
import { LEVEL_WORD, STATUS_WORD } from '../../format/status-words.ts';
import { NameText } from '../../ui/name-text.tsx';

interface GroupNameProps {
  readonly conn: string;
  readonly row: GroupRow;
  /** The stream below the name instead of beside it. */
  readonly stacked?: boolean;
}

/** Group and stream; the link covers its whole row, which is `relative`. */
export function GroupName({ conn, row, stacked = false }: GroupNameProps) {
  return (
    <>
      <Link
        to="/c/$conn/s/$stream/g/$group"
        params={{ conn, stream: row.stream, group: row.group }}
        data-row-link=""
        translate="no"
        className="name font-semibold wrap-anywhere after:absolute after:inset-0 after:content-[''] focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent"
      >
        <span className="sr-only">{`${LEVEL_WORD[row.level]}: ${STATUS_WORD[row.status].toLowerCase()}. `}</span>
        <NameText text={row.group} />
      </Link>
      <span className={`text-text-3 ${stacked ? 'block' : 'ml-2'}`}>
        on{' '}
        <span translate="no" className="name wrap-anywhere">
          <NameText text={row.stream} />
        </span>
        {row.nextRunAt > 0 && ', batch'}
      </span>
    </>
  );
}
