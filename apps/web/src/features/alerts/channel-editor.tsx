import { useNavigate } from '@tanstack/react-router';
import { X } from 'lucide-react';
import { useState } from 'react';
import type { ChannelTestAnswer } from '@weir/domain/wire/alert-answers';
import { failureOf } from '../../app/trpc.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { Note } from '../actions/parts/note.tsx';
import { type ChannelDraft, channelDraft, channelForm, type ChannelForm } from './channel-draft.ts';
import { ChannelFields } from './channel-fields.tsx';
import { SentText } from './rule-preview.tsx';
import { useAlertLock } from './use-alert-lock.ts';
import { useAlertChange } from './use-alerts.ts';

interface ChannelEditorProps {
  readonly conn: string;
  readonly saved: ChannelDraft;
  /** Where it sends to now, without what is secret; '' = it is new. */
  readonly shown: string;
}

const KINDS = [
  { value: 'webhook', label: 'Webhook' },
  { value: 'slack', label: 'Slack' },
  { value: 'email', label: 'E-mail' },
] as const;

/** One channel beside the list. */
export function ChannelEditor({ conn, saved, shown }: ChannelEditorProps) {
  const navigate = useNavigate();
  const [draft, setDraft] = useState(saved);
  const [tried, setTried] = useState(false);
  const lock = useAlertLock('Changing a channel', 'admin');
  const { form, trouble } = channelForm(draft);
  const isNew = saved.channelId === '';
  const changed = JSON.stringify(draft) !== JSON.stringify(saved);
  const close = () => {
    void navigate({ to: '/c/$conn/alerts', params: { conn }, search: { tab: 'channels' } });
  };
  const save = useAlertChange((alerts, one: ChannelForm) => alerts.saveChannel.mutate({ connection: conn, ...one }));
  const test = useAlertChange((alerts, one: ChannelForm) => alerts.test.mutate({ connection: conn, ...one }));
  const remove = useAlertChange((alerts, channelId: string) =>
    alerts.removeChannel.mutate({ connection: conn, channelId }),
  );
  const busy = save.isPending || remove.isPending || test.isPending;
  const failed = save.error ?? remove.error ?? test.error;
  // A form that is still empty is not full of mistakes.
  const known = isNew && !tried ? {} : trouble;
  const ifWhole = (go: (whole: ChannelForm) => void) => () => {
    setTried(true);
    if (form !== null) go(form);
  };
  return (
    <Panel flush className="lg:sticky lg:top-5">
      <header className="flex items-center gap-2.5 px-4 pt-3">
        <h2 className="min-w-0 flex-1 text-heading break-words">{isNew ? 'New channel' : saved.name}</h2>
        <IconButton label="Close the channel" onClick={close}>
          <X size={15} strokeWidth={1.75} />
        </IconButton>
      </header>
      <fieldset disabled={lock !== ''} className="flex flex-col gap-3 px-4 py-3 [&>fieldset:first-of-type]:self-start">
        <legend className="sr-only">Channel</legend>
        <Segmented
          label="Kind of channel"
          value={draft.kind}
          options={KINDS}
          onChange={(kind) => setDraft({ ...draft, kind })}
        />
        <ChannelFields
          draft={draft}
          trouble={known}
          shown={draft.kind === saved.kind ? shown : ''}
          onChange={setDraft}
        />
      </fieldset>
      {test.data !== undefined && <TestResult answer={test.data} />}
      {failed !== null && (
        <div className="px-4 pb-3">
          <Note tone="critical">{failureOf(failed).sentence}</Note>
        </div>
      )}
      <footer className="flex flex-wrap items-center gap-2 border-t border-line-subtle px-4 py-3">
        {lock !== '' ? (
          <p className="text-small text-text-2">{lock}</p>
        ) : (
          <>
            {!isNew && (
              <Button look="quiet" disabled={busy} onClick={() => remove.mutate(saved.channelId, { onSuccess: close })}>
                Remove channel
              </Button>
            )}
            <span className="ml-auto flex flex-wrap gap-2">
              <Button disabled={busy} onClick={ifWhole((whole) => test.mutate(whole))}>
                {test.isPending ? 'Sending…' : 'Send a test'}
              </Button>
              <Button
                look="primary"
                disabled={busy || (!changed && !isNew)}
                onClick={ifWhole((whole) =>
                  save.mutate(whole, {
                    onSuccess: (channel) => {
                      setDraft(channelDraft(channel));
                      void navigate({
                        to: '/c/$conn/alerts',
                        params: { conn },
                        search: { tab: 'channels', channel: channel.channelId },
                      });
                    },
                  }),
                )}
              >
                Save channel
              </Button>
            </span>
          </>
        )}
      </footer>
    </Panel>
  );
}

function TestResult({ answer }: { readonly answer: ChannelTestAnswer }) {
  return (
    <output className="block px-4 pb-3">
      <Note tone={answer.ok ? 'note' : 'warning'}>
        {answer.ok ? 'The test arrived.' : `The test did not arrive. ${answer.sentence}`}
        <details className="mt-1">
          <summary className="text-small text-text-2">What was sent</summary>
          <SentText message={answer.sent} />
        </details>
      </Note>
    </output>
  );
}
