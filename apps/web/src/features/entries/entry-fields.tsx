import { formatBytes, formatCount } from '@weir/domain/metrics/format-figures';
import type { EntryAnswer } from '@weir/domain/wire/answers';
import { useMemo } from 'react';
import { CopyButton } from '../../ui/copy-button.tsx';
import { fieldViews, type FieldView } from './entry-fields-view.ts';

/** The whole of an entry: every field in its order, duplicates too, with sizes. */
export function EntryFields({ entry }: { readonly entry: EntryAnswer }) {
  const fields = useMemo(() => fieldViews(entry), [entry]);
  return (
    <div className="px-4 py-3">
      <p className="pb-2 text-small text-text-3">
        {formatCount(fields.length)} {fields.length === 1 ? 'field' : 'fields'}, {formatBytes(entry.sizeBytes)} together
      </p>
      <dl className="flex flex-col gap-2">
        {fields.map((field, index) => (
          // A field has no identity but its place: names may repeat.
          // oxlint-disable-next-line react/no-array-index-key
          <Field key={index} field={field} />
        ))}
      </dl>
    </div>
  );
}

function Field({ field }: { readonly field: FieldView }) {
  return (
    <div className="grid grid-cols-1 gap-x-4 gap-y-0.5 sm:grid-cols-[minmax(96px,180px)_minmax(0,1fr)_auto]">
      <dt translate="no" className="name pt-0.5 break-all text-text-2">
        {field.name === '' ? <span className="text-text-3">(empty name)</span> : field.name}
        {field.repeat > 0 && <span className="text-text-3"> (again)</span>}
      </dt>
      <dd className="min-w-0">
        {field.value === '' ? (
          <span className="text-text-3">(empty)</span>
        ) : (
          <pre translate="no" className="name rounded-tag whitespace-pre-wrap break-all text-text">
            {field.json ?? field.value}
          </pre>
        )}
        {field.shownBytes !== null && (
          <p className="pt-1 text-small text-text-3">
            Cut: the first {formatBytes(field.shownBytes)} of {formatBytes(field.bytes)} are shown.
          </p>
        )}
      </dd>
      <dd className="flex items-start gap-1 text-small text-text-3">
        <span className="pt-1.5">{formatBytes(field.bytes)}</span>
        <CopyButton text={field.value} label={`Copy value of ${field.name}`} />
      </dd>
    </div>
  );
}
