import type { Summary } from '@weir/domain/wire/summary';
import { formatBytes } from '@weir/domain/metrics/format-figures';
import { ButtonLink } from '../../ui/button.tsx';
import { NameText } from '../../ui/name-text.tsx';
import { SentenceText } from '../../ui/sentence.tsx';
import { StatusGlyph } from '../../ui/status-glyph.tsx';
import { Clock } from '../../ui/age.tsx';

const EDGE = { critical: 'border-crit/40', warning: 'border-warn/40', idle: 'border-line-subtle' } as const;

/** Redis' memory meets its limit: when, what then, and the stream to look at first. Nothing while there is nothing to say. */
export function MemoryNotice({ conn, memory }: { readonly conn: string; readonly memory: Summary['memory'] }) {
  if (memory === null || memory.sentence.length === 0) return null;
  const { forecast, sentence, grower, usedBytes, maxBytes } = memory;
  return (
    <section
      aria-label="Redis memory forecast"
      className={`edge flex flex-wrap items-center gap-x-6 gap-y-3 rounded-panel border bg-panel px-4 py-3 shadow-panel ${EDGE[forecast.level]}`}
    >
      <div className="flex min-w-0 flex-1 basis-80 gap-3">
        <StatusGlyph shape={forecast.level} size={16} className="mt-[3px]" />
        <div className="min-w-0">
          <p className="max-w-[95ch] text-text-2">
            <SentenceText parts={sentence} />
          </p>
          <p className="text-small text-text-3">
            INFO → used_memory {formatBytes(usedBytes)} of {formatBytes(maxBytes)}
            {forecast.bytesPerSecond !== null && (
              <>
                ; grew by {formatBytes(forecast.bytesPerSecond * 60)} a minute since{' '}
                <Clock at={forecast.samples.from} />
              </>
            )}
          </p>
        </div>
      </div>
      {grower !== '' && (
        <ButtonLink to="/c/$conn/s/$stream" params={{ conn, stream: grower }} search={{ do: 'trim' }}>
          Trim{' '}
          <span translate="no" className="name max-w-[24ch] truncate">
            <NameText text={grower} />
          </span>
          …
        </ButtonLink>
      )}
    </section>
  );
}
