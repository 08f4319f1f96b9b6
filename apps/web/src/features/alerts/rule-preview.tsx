import type { AlertRule } from '@weir/domain/alerts/alert-rule';
import type { ChannelKind } from '@weir/domain/alerts/channel';
import type { Rendered } from '@weir/domain/alerts/render-message';
import { useDeferredValue, useState } from 'react';
import { failureOf } from '../../app/trpc.ts';
import { Segmented } from '../../ui/segmented.tsx';
import { StatusGlyph } from '../../ui/status-glyph.tsx';
import { sentText } from './sent-text.ts';
import { usePreview } from './use-alerts.ts';

const KINDS: readonly { readonly value: ChannelKind; readonly label: string }[] = [
  { value: 'slack', label: 'Slack' },
  { value: 'webhook', label: 'Webhook' },
  { value: 'email', label: 'E-mail' },
];

/** The message this rule would send now, made by what sends the real ones. */
export function RulePreview({
  rule,
  unread,
  kind,
}: {
  readonly rule: AlertRule | null;
  /** Why there is no rule. */
  readonly unread: string;
  readonly kind: ChannelKind | undefined;
}) {
  const [chosen, setChosen] = useState<ChannelKind>();
  const shown = chosen ?? kind ?? 'slack';
  const preview = usePreview(useDeferredValue(rule), shown);
  const { error } = preview;
  const data = rule === null ? null : preview.data;
  const untitled = error === null ? 'The message appears here.' : failureOf(error).sentence;
  const shownTitle = rule === null ? `No message: ${unread}.` : (data?.title ?? untitled);
  return (
    <div className="mt-3 rounded-control border border-line bg-canvas px-3 py-2.5">
      <p className="flex gap-2">
        <StatusGlyph shape={rule?.severity ?? 'unknown'} size={14} className="mt-[3px]" />
        <span className="min-w-0 font-strong break-words">{shownTitle}</span>
      </p>
      {data != null && (
        <details className="mt-2">
          <summary className="text-small text-text-2">As it is sent</summary>
          <div className="mt-2">
            <Segmented label="Kind of channel" value={shown} options={KINDS} onChange={setChosen} />
          </div>
          <SentText message={data.message} />
        </details>
      )}
    </div>
  );
}

export function SentText({ message }: { readonly message: Rendered }) {
  return (
    <pre
      translate="no"
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- scrolls, so keys must reach it
      tabIndex={0}
      aria-label="The message as it is sent"
      className="mt-2 max-h-64 overflow-auto text-small break-words whitespace-pre-wrap text-text-2"
    >
      {sentText(message)}
    </pre>
  );
}
