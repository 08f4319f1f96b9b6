import type { Sentence, SentencePart } from '@weir/domain/wire/sentence';
import { formatCount, formatDuration, formatRate } from '@weir/domain/metrics/format-figures';
import type { ReactNode } from 'react';
import { Age, Clock } from './age.tsx';
import { NameText } from './name-text.tsx';

/** A sentence of the domain: names in mono, figures formatted, ages that tick. */
export function SentenceText({ parts }: { readonly parts: Sentence }) {
  // Parts have no identity of their own; a sentence is replaced as a whole.
  // oxlint-disable-next-line react/no-array-index-key
  return parts.map((part, at) => <Part key={at} part={part} />);
}

function Part({ part }: { readonly part: SentencePart }) {
  if (typeof part === 'string') return part;
  const drawn = drawPart(part);
  return part.b === true ? <b className="font-semibold text-text">{drawn}</b> : drawn;
}

function drawPart(part: Exclude<SentencePart, string>): ReactNode {
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
  if ('age' in part) return <Age at={part.age} />;
  return <Clock at={part.clock} />;
}
