import { useZone } from '../../app/preferences.ts';
import { useAgeTime } from '../../live/picture-state.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { formatDuration } from '@weir/domain/metrics/format-figures';
import { entryMoment } from './entry-moment.ts';

/** An id: never shortened, always selectable, one click copies. */
export function EntryIdText({ id }: { readonly id: string }) {
  return (
    <span className="group/id inline-flex h-6 items-center gap-0.5">
      <span translate="no" className="name whitespace-nowrap select-all">
        {id}
      </span>
      <span className="opacity-0 group-focus-within/id:opacity-100 group-hover/id:opacity-100 touch:opacity-100">
        <CopyButton text={id} label={`Copy ID ${id}`} />
      </span>
    </span>
  );
}

/** When an entry was added, from its id. */
export function AddedAt({ id }: { readonly id: string }) {
  const zone = useZone();
  const now = useAgeTime();
  const moment = entryMoment(id, now, zone);
  if (moment === null)
    return (
      <span data-tip="The IDs of this stream are not times." className="text-text-3">
        —
      </span>
    );
  return (
    <time
      dateTime={new Date(moment.at).toISOString()}
      data-tip={`${formatDuration(Math.max(0, now - moment.at))} ago`}
      className="whitespace-nowrap text-text-2"
    >
      {moment.text}
    </time>
  );
}
