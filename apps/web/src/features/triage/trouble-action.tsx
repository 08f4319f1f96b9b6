import type { GroupRow } from '@weir/domain/wire/group-row';
import { ClaimButton } from '../actions/claim-button.tsx';
import { ButtonLink } from '../../ui/button.tsx';

// Above every row's own link, which covers the whole row.
const ABOVE = 'relative z-1 max-sm:h-11 max-sm:w-full';

/** The one next step of a troubled row. It only goes somewhere or opens a dialog; nothing is changed from here. */
export function TroubleAction({ conn, row }: { readonly conn: string; readonly row: GroupRow }) {
  const params = { conn, stream: row.stream, group: row.group };
  switch (row.status) {
    case 'dead-consumer':
      return row.culprit === '' ? null : <ClaimButton conn={conn} row={row} className={ABOVE} />;
    case 'slow-consumer':
    case 'stalled-acknowledging':
      return (
        <ButtonLink
          to="/c/$conn/s/$stream/g/$group/pending"
          params={params}
          search={row.culprit === '' ? {} : { consumer: row.culprit }}
          className={ABOVE}
        >
          See the entries
        </ButtonLink>
      );
    case 'poison-entry':
      return (
        <ButtonLink
          to="/c/$conn/s/$stream/g/$group/pending"
          params={params}
          search={{ deliveries: '5..' }}
          className={ABOVE}
        >
          Inspect entry
        </ButtonLink>
      );
    default:
      return (
        <ButtonLink to="/c/$conn/s/$stream/g/$group" params={params} className={ABOVE}>
          Investigate
        </ButtonLink>
      );
  }
}
