import { createLink } from '@tanstack/react-router';
import type { AnchorHTMLAttributes, ReactNode, Ref } from 'react';

/** Tabs are links, so each has an address; keys 1…5 follow them in order. */
export function Tabs({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <nav aria-label={label} className="-mx-1 overflow-x-auto border-b border-line-subtle">
      <div className="flex gap-1 px-1" data-page-tabs="">
        {children}
      </div>
    </nav>
  );
}

type TabProps = AnchorHTMLAttributes<HTMLAnchorElement> & {
  readonly ref?: Ref<HTMLAnchorElement>;
  /** Figure behind the word; undefined = none. */
  readonly count?: string | undefined;
};

function TabAnchor({ count, children, ...rest }: TabProps) {
  return (
    <a
      {...rest}
      className="inline-flex h-9 items-center gap-1.5 border-b-2 border-transparent px-3 text-body whitespace-nowrap first:-ml-3 text-text-2 hover:text-text data-[status=active]:border-accent data-[status=active]:font-strong data-[status=active]:text-text touch:h-11"
    >
      {children}
      {count !== undefined && <span className="text-small text-text-3">{count}</span>}
    </a>
  );
}

/** One tab: the router's `to` and `params`; pass `activeOptions={{ exact: true }}` on the first. */
export const TabLink = createLink(TabAnchor);
