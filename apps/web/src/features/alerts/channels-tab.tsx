import { Link, useSearch } from '@tanstack/react-router';
import type { ChannelAnswer } from '@weir/domain/wire/alert-answers';
import { Plus } from 'lucide-react';
import { Age } from '../../ui/age.tsx';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Panel } from '../../ui/panel.tsx';
import { StatusGlyph } from '../../ui/status-glyph.tsx';
import { PanelWait } from '../stream/panel-wait.tsx';
import { CHANNEL_WORD, channelState } from './alerts-view.ts';
import { channelDraft, NEW_CHANNEL } from './channel-draft.ts';
import { ChannelEditor } from './channel-editor.tsx';
import { useAlertLock } from './use-alert-lock.ts';
import { useAlertRules } from './use-alerts.ts';

/** Where alerts are told. */
export function ChannelsTab({ conn }: { readonly conn: string }) {
  const { channel } = useSearch({ from: '/c/$conn/alerts' });
  const query = useAlertRules(conn);
  const channels = query.data?.channels;
  const opened = channels?.find(({ channelId }) => channelId === channel);
  const editing = channel === 'new' || opened !== undefined;
  return (
    <div
      className={editing ? 'grid grid-cols-1 items-start gap-4 lg:grid-cols-[minmax(0,1fr)_minmax(400px,452px)]' : ''}
    >
      <Panel flush title="Channels" aside={<NewChannel conn={conn} />} className={editing ? 'max-lg:order-last' : ''}>
        {channels === undefined ? (
          <PanelWait tried="Reading the channels" query={query} lines={1} line="h-10" />
        ) : channels.length === 0 ? (
          <EmptyState title="Nobody is told yet.">
            A channel is a webhook, a chat that takes Slack’s messages, or a mail server. Rules choose which ones they
            tell.
          </EmptyState>
        ) : (
          <ul aria-label="Channels" className="border-t border-line-subtle">
            {channels.map((one) => (
              <ChannelRow key={one.channelId} conn={conn} channel={one} open={one.channelId === channel} />
            ))}
          </ul>
        )}
      </Panel>
      {editing && (
        <ChannelEditor
          key={channel}
          conn={conn}
          saved={opened === undefined ? NEW_CHANNEL : channelDraft(opened)}
          shown={opened?.to ?? ''}
        />
      )}
    </div>
  );
}

interface ChannelRowProps {
  readonly conn: string;
  readonly channel: ChannelAnswer;
  readonly open: boolean;
}

function ChannelRow({ conn, channel, open }: ChannelRowProps) {
  const state = channelState(channel);
  return (
    <li
      data-row=""
      className={`relative flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line-subtle px-4 py-2.5 last:border-b-0 hover:bg-hover ${open ? 'tint-select shadow-[inset_2px_0_0_var(--accent)]' : ''}`}
    >
      <StatusGlyph shape={state.shape} size={16} />
      <div className="min-w-0 flex-1 basis-56">
        <Link
          to="/c/$conn/alerts"
          params={{ conn }}
          search={{ tab: 'channels', channel: channel.channelId }}
          data-row-link=""
          {...(open ? { 'aria-current': true } : {})}
          className="font-semibold break-words after:absolute after:inset-0 after:content-[''] focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent"
        >
          {channel.name}
        </Link>
        <p className="text-small break-all text-text-3">
          {CHANNEL_WORD[channel.kind]} to {channel.to}
          {channel.quiet !== null && ' · quiet hours'}
        </p>
      </div>
      <span className="max-w-96 text-small text-text-2">
        {state.words}
        {channel.last !== null && (
          <>
            , <Age at={channel.last.at} after="ago" />
          </>
        )}
      </span>
    </li>
  );
}

function NewChannel({ conn }: { readonly conn: string }) {
  const lock = useAlertLock('A new channel', 'admin');
  const words = (
    <>
      <Plus aria-hidden size={14} strokeWidth={1.75} />
      New channel
    </>
  );
  if (lock !== '')
    return (
      <Button disabled data-tip={lock} aria-label={`New channel: ${lock}`}>
        {words}
      </Button>
    );
  return (
    <ButtonLink to="/c/$conn/alerts" params={{ conn }} search={{ tab: 'channels', channel: 'new' }}>
      {words}
    </ButtonLink>
  );
}
