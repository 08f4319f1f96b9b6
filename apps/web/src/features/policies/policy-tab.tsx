import { Link } from '@tanstack/react-router';
import type { StreamRow } from '@weir/domain/wire/stream-row';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Note } from '../actions/parts/note.tsx';
import { ArchivesPanel } from '../archives/archives-panel.tsx';
import { PanelTrouble } from '../stream/panel-trouble.tsx';
import { HeldNote } from './held-note.tsx';
import { PolicyEditor } from './policy-editor.tsx';
import { keepWords, letterWords } from './policy-words.ts';
import { RunsPanel } from './runs-panel.tsx';
import { usePolicies } from './use-policies.ts';

/** The policy of one stream, what patterns keep of it, and what past runs did. */
export function PolicyTab({ conn, row }: { readonly conn: string; readonly row: StreamRow }) {
  const query = usePolicies(conn);
  const { stream } = row;
  if (query.data === undefined)
    return query.isError ? (
      <PanelTrouble tried="Reading the policies" query={query} />
    ) : (
      <Skeleton className="h-96 w-full" />
    );
  const { items, heldUp } = query.data;
  const trims = items.filter(({ settings }) => settings.does === 'trim');
  const letters = items.filter(({ settings, streams }) => settings.does !== 'trim' && streams.includes(stream));
  const own = trims.find(({ settings }) => 'stream' in settings.on && settings.on.stream === stream);
  const byPattern = trims.filter(({ settings, streams }) => 'pattern' in settings.on && streams.includes(stream));
  const held = own?.state === 'on' ? own.newest.find(({ outcome }) => outcome === 'held') : undefined;
  return (
    <div className="flex flex-col gap-4">
      {heldUp !== null && <Note tone="critical">{heldUp}</Note>}
      {own?.state === 'stopped' && <Note tone="critical">The policy stopped itself. {own.because}</Note>}
      {own !== undefined && own.waits !== '' && heldUp === null && <Note tone="note">{own.waits}</Note>}
      {own?.settings.does === 'trim' && held?.heldBy != null && (
        <HeldNote conn={conn} stream={stream} heldBy={held.heldBy} keep={own.settings.keep} />
      )}
      {[...byPattern, ...letters].map(({ policyId, settings }) => (
        <Note key={policyId} tone="note">
          The policy{' '}
          <Link
            to="/c/$conn/trim-policies/$policy"
            params={{ conn, policy: policyId }}
            className="text-accent hover:underline"
          >
            {settings.name}
          </Link>{' '}
          is for this stream, too: it {settings.does === 'trim' ? 'keeps' : 'puts aside'}{' '}
          {settings.does === 'trim' ? keepWords(settings) : letterWords(settings)}.
        </Note>
      ))}
      <PolicyEditor key={own?.policyId ?? 'new'} conn={conn} policy={own} stream={stream} />
      <RunsPanel conn={conn} of={{ stream }} />
      <ArchivesPanel conn={conn} stream={stream} />
    </div>
  );
}
