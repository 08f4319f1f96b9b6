import type { JudgedAs, LimitsPreview } from '@weir/domain/wire/health-answers';
import { LEVEL_TEXT, STATUS_WORD } from '../../format/status-words.ts';
import { NameText } from '../../ui/name-text.tsx';
import { SentenceText } from '../../ui/sentence.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { StatusGlyph } from '../../ui/status-glyph.tsx';
import { SamplesLine } from '../group/samples-line.tsx';

/** What would be said now with these limits, beside what is said. */
export function RulesPreview({ preview }: { readonly preview: LimitsPreview | undefined }) {
  if (preview === undefined)
    return (
      <div className="flex flex-col gap-2">
        <Skeleton className="h-4 w-64" />
        <Skeleton className="h-4 w-full" />
      </div>
    );
  const same = preview.now.status === preview.would.status;
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-baseline gap-x-2 gap-y-1">
        <Verdict judged={preview.now} quiet={!same} />
        <span aria-hidden>→</span>
        <span className="sr-only">would become</span>
        <Verdict judged={preview.would} />
        {same && <span className="text-text-3">(the same)</span>}
      </div>
      {preview.would.sentence.length > 0 && (
        <p className="max-w-[75ch] text-text-2">
          <SentenceText parts={preview.would.sentence} />
        </p>
      )}
      <ul className="flex flex-col gap-2">
        {preview.would.fired.map(({ title, evidence, samples }) => (
          <li key={title}>
            <span className="font-strong">{title}: </span>
            <SentenceText parts={evidence} />
            <SamplesLine samples={samples} />
          </li>
        ))}
      </ul>
      <Reach preview={preview} />
    </div>
  );
}

function Verdict({
  judged: { level, status },
  quiet = false,
}: {
  readonly judged: JudgedAs;
  readonly quiet?: boolean;
}) {
  return (
    <span className={`inline-flex items-center gap-1.5 ${quiet ? 'text-text-3' : `font-strong ${LEVEL_TEXT[level]}`}`}>
      <StatusGlyph shape={level} size={14} />
      {STATUS_WORD[status]}
    </span>
  );
}

function Reach({ preview: { reaches, tried, otherwise, otherwiseCount } }: { readonly preview: LimitsPreview }) {
  const groups = `${reaches.toLocaleString('en-US')} ${reaches === 1 ? 'group' : 'groups'}`;
  return (
    <div className="border-t border-line-subtle pt-3">
      <p>
        The rule reaches {groups}
        {tried < reaches ? `, of which ${tried.toLocaleString('en-US')} were tried` : ''}.{' '}
        {otherwiseCount === 0
          ? 'None of them would be judged otherwise now.'
          : `${otherwiseCount.toLocaleString('en-US')} would be judged otherwise now:`}
      </p>
      <ul className="mt-1 flex flex-col gap-0.5">
        {otherwise.map(({ stream, group, now, would }) => (
          <li key={`${stream} ${group}`} className="text-text-2">
            <span translate="no" className="name break-all">
              <NameText text={group} />
            </span>{' '}
            on{' '}
            <span translate="no" className="name break-all">
              <NameText text={stream} />
            </span>
            : {STATUS_WORD[now]} → <span className="font-strong text-text">{STATUS_WORD[would]}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
