import { Children, Fragment, type ReactNode } from 'react';
import { Badge } from '../../ui/badge.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import type { GlyphShape } from '../../ui/status-glyph.tsx';
import { NameText } from '../../ui/name-text.tsx';

interface ObjectHeadProps {
  readonly name: string;
  /** Undefined while nothing is known. */
  readonly badge: { readonly shape: GlyphShape; readonly word: string } | undefined;
  /** Facts of one line; null ones are left out. */
  readonly children: ReactNode;
  /** What can be done with it, the most used first. */
  readonly actions?: ReactNode;
}

/** Name, status, copy, and one line of facts: the head of every object page. */
export function ObjectHead({ name, badge, children, actions }: ObjectHeadProps) {
  const facts = Children.toArray(children);
  return (
    <header className="drains flex flex-col gap-1 pb-3">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <h1 translate="no" className="min-w-0 font-mono text-title break-all">
          <NameText text={name} />
        </h1>
        {badge !== undefined && <Badge shape={badge.shape}>{badge.word}</Badge>}
        <CopyButton main text={name} label="Copy name" />
        {actions !== undefined && (
          <div className="ml-auto flex flex-wrap items-center gap-2 max-sm:mt-2 max-sm:w-full max-sm:[&>*]:flex-1">
            {actions}
          </div>
        )}
      </div>
      <p className="flex flex-wrap items-center gap-x-2 text-small text-text-2">
        {facts.map((fact, index) => (
          // Facts have no identity but their place.
          // oxlint-disable-next-line react/no-array-index-key
          <Fragment key={index}>
            {index > 0 && (
              <span aria-hidden className="text-text-3">
                ·
              </span>
            )}
            <span className="min-w-0">{fact}</span>
          </Fragment>
        ))}
      </p>
    </header>
  );
}

/** The figure inside a fact. */
export function Figure({ children }: { readonly children: ReactNode }) {
  return <b className="font-semibold text-text">{children}</b>;
}
