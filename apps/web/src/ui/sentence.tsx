import type { Sentence, SentencePart } from '@weir/domain/wire/sentence';
import { formatCount, formatDuration, formatRate } from '@weir/domain/metrics/format-figures';
import type { ReactNode } from 'react';
import { Age, Clock } from './age.tsx';
import { NameText } from './name-text.tsx';

interface SentenceTextProps {
  readonly parts: Sentence;
  /** When it was said, where it stands beside that time: its ages are those of then, and stay. */
  readonly saidAt?: number | undefined;
}

/** A sentence of the domain: names in mono, figures formatted, ages that tick. */
export function SentenceText({ parts, saidAt }: SentenceTextProps) {
  // Parts have no identity of their own; a sentence is replaced as a whole.
  // oxlint-disable-next-line react/no-array-index-key
  return parts.map((part, at) => <Part key={at} part={part} saidAt={saidAt} />);
}

interface PartProps extends Pick<SentenceTextProps, 'saidAt'> {
  readonly part: SentencePart;
}

function Part({ part, saidAt }: PartProps) {
  if (typeof part === 'string') return part;
  const drawn = drawPart(part, saidAt);
  return part.b === true ? <b className="font-semibold text-text">{drawn}</b> : drawn;
}

function drawPart(part: Exclude<SentencePart, string>, saidAt: number | undefined): ReactNode {
  if ('t' in part) return part.t;
  if ('name' in part)
    return (
      <span translate="no" className="name break-words">
        <NameText text={part.name} />
      </span>
    );
  if ('n' in part) return formatCount(part.n, 'full');
  if ('rate' in part) return formatRate(part.rate);
  if ('ms' in part) return formatDuration(part.ms);
  if ('age' in part) return <Age at={part.age} {...(saidAt === undefined ? {} : { upTo: saidAt })} />;
  return <Clock at={part.clock} />;
}
