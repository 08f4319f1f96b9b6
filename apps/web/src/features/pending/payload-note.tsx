import type { PendingAnswer } from '@weir/domain/wire/answers';

interface PayloadNoteProps {
  readonly item: Pick<PendingAnswer, 'payload'>;
  readonly long?: boolean;
}

/** What stands in place of fields that cannot be shown. */
export function PayloadNote({ item, long = false }: PayloadNoteProps) {
  if (item.payload === 'gone')
    return (
      <span className="text-warn">
        payload gone
        {long &&
          ': the entry was trimmed or deleted while it was pending. A consumer that claims it gets nothing, and it vanishes from the list.'}
      </span>
    );
  return (
    <span className="text-text-3">
      not read{long && ': the entry is too large for a list, or your role does not read payloads.'}
    </span>
  );
}
