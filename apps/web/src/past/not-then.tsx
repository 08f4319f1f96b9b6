import type { ReactNode } from 'react';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Panel } from '../ui/panel.tsx';
import { useGoTo } from './past-bar.tsx';

/** In the place of what is read from Redis itself: that holds what is there now, and not what was. */
export function NotThen({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const goTo = useGoTo();
  return (
    <Panel flush>
      <EmptyState
        title={title}
        action={
          <Button
            onClick={() => {
              goTo(null, false);
            }}
          >
            See what is there now
          </Button>
        }
      >
        {children}
      </EmptyState>
    </Panel>
  );
}
