import type { ReactNode } from 'react';

/** A row of a short list: a word, and what stands for it. */
export function Fact({
  word,
  note,
  children,
}: {
  readonly word: string;
  readonly note?: string;
  readonly children: ReactNode;
}) {
  return (
    <>
      <dt className="text-text-3">{word}</dt>
      <dd className="text-right">
        {children}
        {note !== undefined && <span className="text-text-3">, {note}</span>}
      </dd>
    </>
  );
}
