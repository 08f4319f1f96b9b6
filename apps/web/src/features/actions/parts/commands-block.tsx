import { ChevronDown } from 'lucide-react';
import { commandLines } from './commands-view.ts';
import { CopyTextButton } from './copy-text-button.tsx';

interface CommandsBlockProps {
  readonly commands: readonly string[];
  /** Below the block: how often they are called, how long it takes. */
  readonly note?: string | undefined;
}

/** The same thing in redis-cli: folded away on a phone, open elsewhere. */
export function CommandsBlock({ commands, note }: CommandsBlockProps) {
  if (commands.length === 0) return null;
  return (
    <section aria-label="Same thing in redis-cli">
      <details open={matchMedia('(width >= 640px)').matches} className="group">
        <summary className="flex min-h-7 list-none items-center gap-2 text-small font-strong text-text touch:min-h-11">
          Same thing in redis-cli
          <ChevronDown
            aria-hidden
            size={14}
            strokeWidth={1.75}
            className="text-text-3 transition-transform group-open:rotate-180"
          />
        </summary>
        <div className="relative mt-1 rounded-control border border-line bg-canvas">
          <div className="absolute top-1 right-1 rounded-control bg-canvas">
            <CopyTextButton text={commands.join('\n')} label="Copy all" />
          </div>
          <pre
            translate="no"
            // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- scrolls, so keys must reach it
            tabIndex={0}
            aria-label="Commands"
            className="max-h-40 overflow-y-auto py-2.5 pr-24 pl-3 text-small leading-5 break-words whitespace-pre-wrap"
          >
            {commandLines(commands).map(({ key, kind, verb, rest }) => (
              <span key={key} className={`block pl-4 -indent-4 ${kind === 'comment' ? 'text-text-3' : 'text-text-2'}`}>
                {verb !== '' && <b className="font-semibold text-text">{verb}</b>}
                {rest}
              </span>
            ))}
          </pre>
        </div>
        {note !== undefined && note !== '' && <p className="mt-1 text-small text-text-3">{note}</p>}
      </details>
    </section>
  );
}
