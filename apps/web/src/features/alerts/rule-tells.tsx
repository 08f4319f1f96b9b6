import type { ChannelAnswer } from '@weir/domain/wire/alert-answers';
import { ButtonLink } from '../../ui/button.tsx';
import type { DraftTrouble, RuleDraft } from './rule-draft.ts';
import { CHANNEL_WORD } from './alerts-view.ts';

interface RuleTellsProps {
  readonly conn: string;
  readonly draft: RuleDraft;
  readonly trouble: DraftTrouble;
  readonly channels: readonly ChannelAnswer[];
  readonly locked: boolean;
  readonly onChange: (draft: RuleDraft) => void;
}

/** Which channels a rule tells. */
export function RuleTells({ conn, draft, trouble, channels, locked, onChange }: RuleTellsProps) {
  const toggle = (channelId: string) => {
    const without = draft.channels.filter((id) => id !== channelId);
    onChange({ ...draft, channels: without.length === draft.channels.length ? [...without, channelId] : without });
  };
  return (
    <fieldset disabled={locked}>
      <legend className="float-left font-semibold">Tell</legend>
      <span className="float-right">
        <ButtonLink look="quiet" size="small" to="/c/$conn/alerts" params={{ conn }} search={{ tab: 'channels' }}>
          Channels
        </ButtonLink>
      </span>
      <div className="clear-both flex flex-wrap gap-x-4 gap-y-1 pt-1.5">
        {channels.map(({ channelId, name, kind, enabled }) => (
          <label key={channelId} className="inline-flex min-h-6 items-center gap-2 touch:min-h-11">
            <input
              type="checkbox"
              checked={draft.channels.includes(channelId)}
              onChange={() => {
                toggle(channelId);
              }}
              className="size-4 accent-accent-solid"
            />
            {name}
            <span className="text-small text-text-3">{enabled ? CHANNEL_WORD[kind] : 'off'}</span>
          </label>
        ))}
      </div>
      {trouble.channels !== undefined && (
        <p role="alert" className="text-small text-crit">
          {trouble.channels}
        </p>
      )}
      {channels.length === 0 && (
        <p className="text-text-2">There is no channel yet. The rule fires here, and nobody is told.</p>
      )}
    </fieldset>
  );
}
