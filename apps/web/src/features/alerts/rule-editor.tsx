import { useNavigate } from '@tanstack/react-router';
import { X } from 'lucide-react';
import { useState } from 'react';
import type { AlertRulesAnswer } from '@weir/domain/wire/alert-answers';
import { failureOf } from '../../app/trpc.ts';
import { Button, ButtonLink, IconButton } from '../../ui/button.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { StatusGlyph } from '../../ui/status-glyph.tsx';
import { Note } from '../actions/parts/note.tsx';
import { draftOf, NEW_DRAFT, type RuleDraft, ruleOf } from './rule-draft.ts';
import { BackTestPanel } from './back-test-panel.tsx';
import { RulePreview } from './rule-preview.tsx';
import { RuleSentence, RuleSubjects } from './rule-sentence.tsx';
import { RuleTells } from './rule-tells.tsx';
import { unreadWords } from './unread-words.ts';
import { useAlertLock } from './use-alert-lock.ts';
import { useAlertChange, type useAlertRules } from './use-alerts.ts';
import { useOpenedEditor } from './use-opened-editor.ts';

interface RuleEditorProps {
  readonly conn: string;
  /** "new" = one that is not there yet. */
  readonly ruleId: string;
  readonly query: ReturnType<typeof useAlertRules>;
}

/** One rule beside the list: its sentence, what it would send, and where. */
export function RuleEditor({ conn, ruleId, query }: RuleEditorProps) {
  const answer = query.data;
  if (answer === undefined)
    return (
      <Panel>
        <Skeleton className="h-40 w-full" />
      </Panel>
    );
  const found = answer.items.find(({ rule }) => rule.ruleId === ruleId);
  if (found === undefined && ruleId !== 'new')
    return (
      <Panel title="This rule is no longer there">
        <ButtonLink to="/c/$conn/alerts" params={{ conn }}>
          Close
        </ButtonLink>
      </Panel>
    );
  const saved = found === undefined ? NEW_DRAFT : draftOf(found.rule);
  return (
    <Editor key={ruleId} conn={conn} saved={saved} words={found?.words ?? 'New rule'} channels={answer.channels} />
  );
}

interface EditorProps {
  readonly conn: string;
  readonly saved: RuleDraft;
  readonly words: string;
  readonly channels: AlertRulesAnswer['channels'];
}

function Editor({ conn, saved, words, channels }: EditorProps) {
  const navigate = useNavigate();
  const [draft, setDraft] = useState(saved);
  const lock = useAlertLock('Changing a rule', 'maintainer');
  const { rule, trouble } = ruleOf(draft, conn);
  const isNew = saved.ruleId === '';
  const changed = isNew || JSON.stringify(draft) !== JSON.stringify(saved);
  const close = () => {
    void navigate({ to: '/c/$conn/alerts', params: { conn }, search: {} });
  };
  const box = useOpenedEditor(JSON.stringify(draft) !== JSON.stringify(saved), close);
  const save = useAlertChange((alerts, wanted: NonNullable<typeof rule>) => alerts.saveRule.mutate({ rule: wanted }));
  const remove = useAlertChange((alerts, ruleId: string) => alerts.removeRule.mutate({ ruleId }));
  const failed = save.error ?? remove.error;
  const busy = save.isPending || remove.isPending;
  const parts = { draft, trouble, locked: lock !== '', onChange: setDraft };
  return (
    <Panel flush className="lg:sticky lg:top-5">
      <header className="flex items-center gap-2.5 px-4 pt-3">
        <StatusGlyph shape={draft.severity} size={16} />
        <h2 className="min-w-0 flex-1 text-heading break-words">{words}</h2>
        <IconButton label="Close the rule" onClick={close}>
          <X size={15} strokeWidth={1.75} />
        </IconButton>
      </header>
      <div ref={box} className="flex flex-col divide-y divide-line-subtle">
        <div className="px-4 py-3">
          <RuleSentence {...parts} />
        </div>
        <div className="px-4 py-3">
          <BackTestPanel rule={rule} unread={unreadWords(trouble)} />
        </div>
        <div className="px-4 py-3 empty:hidden">
          <RuleSubjects {...parts} />
        </div>
        <div className="px-4 py-3">
          <RuleTells {...parts} conn={conn} channels={channels} />
          <RulePreview
            rule={rule}
            unread={unreadWords(trouble)}
            kind={channels.find(({ channelId }) => draft.channels.includes(channelId))?.kind}
          />
        </div>
        {failed !== null && (
          <div className="px-4 py-3">
            <Note tone="critical">{failureOf(failed).sentence}</Note>
          </div>
        )}
      </div>
      <footer className="flex flex-wrap items-center gap-2 border-t border-line-subtle px-4 py-3">
        {lock !== '' ? (
          <p className="text-small text-text-2">{lock}</p>
        ) : (
          <>
            {!isNew && <Remove busy={busy} onRemove={() => remove.mutate(saved.ruleId, { onSuccess: close })} />}
            <span className="ml-auto flex gap-2">
              <Button look="quiet" onClick={isNew ? close : () => setDraft(saved)} disabled={!changed || busy}>
                Discard
              </Button>
              <Button
                look="primary"
                disabled={rule === null || !changed || busy}
                onClick={() => {
                  if (rule === null) return;
                  save.mutate(rule, {
                    onSuccess: ({ ruleId }) => {
                      if (isNew) void navigate({ to: '/c/$conn/alerts', params: { conn }, search: { rule: ruleId } });
                    },
                  });
                }}
              >
                Save rule
              </Button>
            </span>
          </>
        )}
      </footer>
    </Panel>
  );
}

/** Asks once more in its own place: what a rule has open is closed with it. */
function Remove({ busy, onRemove }: { readonly busy: boolean; readonly onRemove: () => void }) {
  const [asking, setAsking] = useState(false);
  if (!asking)
    return (
      <Button look="quiet" disabled={busy} onClick={() => setAsking(true)}>
        Remove…
      </Button>
    );
  return (
    <span role="alert" className="flex flex-wrap items-center gap-2 text-small">
      What it has firing is closed.
      <Button disabled={busy} onClick={onRemove}>
        Remove rule
      </Button>
      <Button look="quiet" onClick={() => setAsking(false)}>
        Keep it
      </Button>
    </span>
  );
}
