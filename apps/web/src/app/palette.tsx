import { Dialog } from '@base-ui/react/dialog';
import { useNavigate, useParams } from '@tanstack/react-router';
import { Search } from 'lucide-react';
import { useDeferredValue, useState } from 'react';
import { useActionLock } from '../features/actions/parts/use-action-lock.ts';
import { useGroupRows, useStreamRows } from '../live/use-live.ts';
import { Kbd } from '../ui/kbd.tsx';
import { PaletteRow } from './palette-row.tsx';
import type { PaletteAction } from './palette-actions.ts';
import { type PaletteAsked, type PaletteCommand, type PaletteHit, paletteSections } from './palette-view.ts';
import { changePreferences } from './preferences.ts';
import type { Polling } from './use-polling.ts';
import { useSignOut } from './use-sign-out.ts';

interface PaletteProps {
  readonly open: boolean;
  readonly conn: string;
  readonly polling: Polling;
  readonly onClose: () => void;
}

export function Palette({ open, conn, polling, onClose }: PaletteProps) {
  return (
    <Dialog.Root
      open={open}
      onOpenChange={(next) => {
        if (!next) onClose();
      }}
    >
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-canvas/60" />
        <Dialog.Popup
          aria-label="Search and commands"
          className="fixed top-[12dvh] left-1/2 z-40 flex max-h-[70dvh] w-[min(640px,calc(100vw-24px))] -translate-x-1/2 flex-col overflow-hidden rounded-dialog border border-line bg-overlay shadow-float outline-none"
        >
          <PaletteBody conn={conn} polling={polling} onClose={onClose} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

const NONE = [] as const;

function PaletteBody({ conn, polling, onClose }: Omit<PaletteProps, 'open'>) {
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const words = useDeferredValue(typed);
  const { stream, group } = useParams({ strict: false });
  const asked: PaletteAsked = {
    streams: useStreamRows() ?? NONE,
    groups: useGroupRows() ?? NONE,
    paused: polling.paused,
    may: { operator: useActionLock('', 'operator') === '', maintainer: useActionLock('', 'maintainer') === '' },
    here: stream === undefined ? null : { stream, group: group ?? null },
  };
  const sections = paletteSections(words, asked);
  const hits = sections.flatMap((section) => section.hits);
  const chosen = hits[Math.min(at, hits.length - 1)];
  const run = useRun(conn, polling, onClose);
  return (
    <>
      <div className="flex items-center gap-3 border-b border-line-subtle px-4">
        <Search aria-hidden size={16} strokeWidth={1.75} className="text-text-3" />
        <input
          role="combobox"
          aria-label="Search streams, groups, pages and actions"
          aria-expanded
          aria-controls="palette-hits"
          aria-activedescendant={chosen === undefined ? undefined : `palette-${chosen.key}`}
          autoComplete="off"
          spellCheck={false}
          placeholder="Stream, group, page or action"
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
            setAt(0);
          }}
          onKeyDown={(event) => {
            const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
            if (step !== undefined && hits.length > 0) {
              event.preventDefault();
              setAt((Math.min(at, hits.length - 1) + step + hits.length) % hits.length);
            } else if (event.key === 'Enter') {
              event.preventDefault();
              // The list may still be of what was typed before; Enter means what is typed now.
              const meant = words === typed ? chosen : paletteSections(typed, asked)[0]?.hits[0];
              if (meant !== undefined) run(meant);
            }
          }}
          className="h-12 min-w-0 flex-1 bg-transparent text-heading font-normal outline-none placeholder:text-text-3"
        />
        <Kbd>Esc</Kbd>
      </div>
      {/* A combobox with groups and icons; a select or datalist can hold neither. */}
      {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role */}
      <div id="palette-hits" role="listbox" aria-label="Found" className="min-h-0 flex-1 overflow-y-auto p-1.5">
        {sections.map((section) => (
          // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
          <div key={section.title} role="group" aria-label={section.title}>
            <div aria-hidden className="px-2.5 pt-2 pb-1 text-small text-text-3">
              {section.title}
            </div>
            {section.hits.map((hit) => (
              <PaletteRow key={hit.key} hit={hit} typed={words} chosen={hit === chosen} onRun={run} />
            ))}
          </div>
        ))}
        {hits.length === 0 && (
          <p className="px-2.5 py-4 text-text-2">No stream, group, page or action is called that.</p>
        )}
      </div>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1 border-t border-line-subtle px-4 py-2.5 text-small text-text-2">
        <span className="flex items-center gap-1.5">
          <Kbd>↑</Kbd>
          <Kbd>↓</Kbd> move
        </span>
        <span className="flex items-center gap-1.5">
          <Kbd>↵</Kbd> open
        </span>
        <span className="ml-auto"># streams · @ groups · &gt; pages and actions</span>
      </div>
    </>
  );
}

function useRun(conn: string, polling: Polling, onClose: () => void): (hit: PaletteHit) => void {
  const navigate = useNavigate();
  const signOut = useSignOut();
  const runCommand: { readonly [Command in PaletteCommand]: () => void } = {
    'new-dead-letter-policy': () =>
      void navigate({
        to: '/c/$conn/trim-policies/$policy',
        params: { conn, policy: 'new' },
        search: { does: 'dead-letter' },
      }),
    'new-replay': () => void navigate({ to: '/c/$conn/jobs/new/replay', params: { conn } }),
    'new-trim-policy': () => void navigate({ to: '/c/$conn/trim-policies/$policy', params: { conn, policy: 'new' } }),
    'privacy-request': () => void navigate({ to: '/c/$conn/privacy', params: { conn } }),
    'toggle-pause': polling.toggle,
    'theme-dark': () => changePreferences({ theme: 'dark' }),
    'theme-light': () => changePreferences({ theme: 'light' }),
    'theme-system': () => changePreferences({ theme: 'system' }),
    'zone-utc': () => changePreferences({ zone: 'utc' }),
    'zone-local': () => changePreferences({ zone: 'local' }),
    'sign-out': signOut,
  };
  const runAction = ({ opens, stream, group }: PaletteAction): void => {
    const at = { conn, stream };
    if ('dialog' in opens) {
      const search = { do: opens.dialog };
      if (group === null) void navigate({ to: '/c/$conn/s/$stream', params: at, search });
      else void navigate({ to: '/c/$conn/s/$stream/g/$group', params: { ...at, group }, search });
    } else if (opens.page === 'archives') void navigate({ to: '/c/$conn/s/$stream/trim', params: at });
    else void navigate({ to: '/c/$conn/jobs/new/replay', params: { conn }, search: { stream } });
  };
  return (hit) => {
    onClose();
    switch (hit.kind) {
      case 'place':
        void navigate({ to: hit.to, params: { conn } });
        return;
      case 'stream':
        void navigate({ to: '/c/$conn/s/$stream', params: { conn, stream: hit.row.stream } });
        return;
      case 'group':
        void navigate({
          to: '/c/$conn/s/$stream/g/$group',
          params: { conn, stream: hit.row.stream, group: hit.row.group },
        });
        return;
      case 'action':
        runAction(hit.action);
        return;
      case 'command':
        runCommand[hit.command]();
    }
  };
}
