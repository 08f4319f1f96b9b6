import { formatCount } from '@weir/domain/metrics/format-figures';
import { Logs, SquareTerminal, Users, Zap } from 'lucide-react';
import { createElement, useEffect, useRef } from 'react';
import { STATUS_WORD } from '../format/status-words.ts';
import { StatusGlyph } from '../ui/status-glyph.tsx';
import type { PaletteAction } from './palette-actions.ts';
import { matchAt, type PaletteHit } from './palette-view.ts';
import { PLACES } from './nav-places.ts';

interface PaletteRowProps {
  readonly hit: PaletteHit;
  readonly typed: string;
  readonly chosen: boolean;
  readonly onRun: (hit: PaletteHit) => void;
}

export function PaletteRow({ hit, typed, chosen, onRun }: PaletteRowProps) {
  const row = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (chosen) row.current?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  return (
    // Keys are handled by the field, which keeps the focus as a combobox does.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
    <div
      ref={row}
      id={`palette-${hit.key}`}
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
      role="option"
      aria-selected={chosen}
      tabIndex={-1}
      onClick={() => {
        onRun(hit);
      }}
      className="flex min-h-9 cursor-pointer items-center gap-3 rounded-control px-2.5 hover:bg-hover aria-selected:tint-select touch:min-h-11"
    >
      {createElement(iconOf(hit), {
        'aria-hidden': true,
        size: 15,
        strokeWidth: 1.75,
        className: 'shrink-0 text-text-3',
      })}
      <Words hit={hit} typed={typed} />
    </div>
  );
}

function Words({ hit, typed }: { readonly hit: PaletteHit; readonly typed: string }) {
  if (hit.kind === 'stream')
    return (
      <>
        <span translate="no" className="name min-w-0 truncate">
          <Found text={hit.row.stream} typed={typed} />
        </span>
        <span className="text-text-3">stream</span>
        <span className="ml-auto flex shrink-0 items-center gap-2 text-small text-text-2">
          {formatCount(hit.row.length)} entries
          <StatusGlyph shape={hit.row.level} size={12} label={hit.row.level} />
        </span>
      </>
    );
  if (hit.kind === 'action') return <ActionWords {...hit.action} typed={typed} />;
  if (hit.kind === 'group')
    return (
      <>
        <span translate="no" className="name min-w-0 truncate">
          <Found text={hit.row.group} typed={typed} />
        </span>
        <span className="min-w-0 truncate text-text-3">
          group on{' '}
          <span translate="no" className="name">
            {hit.row.stream}
          </span>
        </span>
        <span className="ml-auto flex shrink-0 items-center gap-2 text-small text-text-2">
          {STATUS_WORD[hit.row.status]}
          <StatusGlyph shape={hit.row.level} size={12} />
        </span>
      </>
    );
  return (
    <>
      <Found text={hit.word} typed={typed} />
      <span className="ml-auto truncate text-small text-text-3">{hit.note}</span>
    </>
  );
}

function ActionWords({ word, stream, group, entries, level, typed }: PaletteAction & { readonly typed: string }) {
  return (
    <>
      <span className="min-w-0 truncate">
        <Found text={word} typed={typed} />{' '}
        <span translate="no" className="name">
          <Found text={group ?? stream} typed={typed} />
        </span>
        …
        {group !== null && (
          <span className="text-text-3">
            {' '}
            on{' '}
            <span translate="no" className="name">
              {stream}
            </span>
          </span>
        )}
      </span>
      <span className="ml-auto flex shrink-0 items-center gap-2 text-small text-text-2">
        {entries !== null && `${formatCount(entries)} ${group === null ? 'entries' : 'pending'}`}
        <StatusGlyph shape={level} size={12} />
      </span>
    </>
  );
}

function Found({ text, typed }: { readonly text: string; readonly typed: string }) {
  const { from, length } = matchAt(text, typed);
  if (from < 0) return text;
  return (
    <>
      {text.slice(0, from)}
      <b className="font-semibold text-accent">{text.slice(from, from + length)}</b>
      {text.slice(from + length)}
    </>
  );
}

function iconOf(hit: PaletteHit) {
  if (hit.kind === 'stream') return Logs;
  if (hit.kind === 'group') return Users;
  if (hit.kind === 'action') return Zap;
  return PLACES.find((place) => place.to === hit.key)?.icon ?? SquareTerminal;
}
