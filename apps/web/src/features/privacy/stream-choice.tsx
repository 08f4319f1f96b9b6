import { formatCount } from '@weir/domain/metrics/format-figures';
import type { StreamRow } from '@weir/domain/wire/stream-row';
import { useState } from 'react';
import { nameFilter } from '../../format/name-filter.ts';
import { Button } from '../../ui/button.tsx';
import { NameText } from '../../ui/name-text.tsx';
import { Panel } from '../../ui/panel.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { MOST_STREAMS } from './request-rows.ts';

interface StreamChoiceProps {
  readonly all: readonly StreamRow[];
  readonly chosen: ReadonlySet<string>;
  readonly disabled: boolean;
  readonly onChange: (chosen: ReadonlySet<string>) => void;
}

/** More than this is found by its name sooner than by scrolling. */
const MOST_SHOWN = 200;

/** Which streams may hold something of the person. */
export function StreamChoice({ all, chosen, disabled, onChange }: StreamChoiceProps) {
  const [typed, setTyped] = useState('');
  const matches = nameFilter(typed);
  const found = all
    .filter(({ stream }) => matches(stream))
    .toSorted((a, b) => (a.stream < b.stream ? -1 : Number(a.stream > b.stream)));
  const together = new Set([...chosen, ...found.map(({ stream }) => stream)]);
  const tooMany = together.size > MOST_STREAMS;
  return (
    <Panel
      flush
      title="Streams"
      note={`${formatCount(chosen.size)} of ${formatCount(all.length)} chosen`}
      aside={
        <>
          <Button
            size="small"
            disabled={disabled || found.length === 0 || tooMany}
            {...(tooMany ? { 'data-tip': `One request takes up to ${MOST_STREAMS} streams.` } : {})}
            onClick={() => {
              onChange(together);
            }}
          >
            Select all {formatCount(found.length, 'full')} {typed === '' ? '' : 'matching'}
            {tooMany && <span className="sr-only">. One request takes up to {MOST_STREAMS} streams.</span>}
          </Button>
          <Button
            size="small"
            look="quiet"
            disabled={disabled || chosen.size === 0}
            onClick={() => {
              onChange(new Set());
            }}
          >
            Select none
          </Button>
        </>
      }
    >
      <div className="border-t border-line-subtle px-4 py-2.5">
        <SearchField
          label="Filter streams by name"
          placeholder="Name, such as orders*"
          value={typed}
          onChange={setTyped}
          matches={typed === '' ? undefined : `${formatCount(found.length)} of ${formatCount(all.length)}`}
        />
      </div>
      <ul aria-label="Streams to search" className="max-h-72 overflow-y-auto border-t border-line-subtle py-1">
        {found.slice(0, MOST_SHOWN).map(({ key, stream, length }) => (
          <li key={key}>
            <label className="flex min-h-8 cursor-pointer items-center gap-2.5 px-4 hover:bg-hover touch:min-h-11">
              <input
                type="checkbox"
                checked={chosen.has(stream)}
                disabled={disabled || (!chosen.has(stream) && chosen.size >= MOST_STREAMS)}
                onChange={({ target }) => {
                  const next = new Set(chosen);
                  if (target.checked) next.add(stream);
                  else next.delete(stream);
                  onChange(next);
                }}
                className="size-4 shrink-0 accent-accent-solid"
              />
              <span translate="no" className="name min-w-0 flex-1 truncate">
                <NameText text={stream} />
              </span>
              <span className="shrink-0 text-small text-text-2">
                {formatCount(length)} {length === 1 ? 'entry' : 'entries'}
              </span>
            </label>
          </li>
        ))}
        {found.length === 0 && <li className="px-4 py-2 text-text-2">No stream is called that.</li>}
        {found.length > MOST_SHOWN && (
          <li className="px-4 py-2 text-small text-text-3">
            {formatCount(found.length - MOST_SHOWN, 'full')} more: filter by name to see them.
          </li>
        )}
      </ul>
    </Panel>
  );
}
