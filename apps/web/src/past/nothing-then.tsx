import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useZone } from '../app/preferences.ts';
import { type Failure, useTRPC } from '../app/trpc.ts';
import { useTitle } from '../app/use-title.ts';
import { momentText } from '../format/moment.ts';
import { useNow } from '../live/redis-clock.ts';
import { Button } from '../ui/button.tsx';
import { Panel } from '../ui/panel.tsx';
import { useGoTo } from './past-bar.tsx';
import { nothingWords } from './past-view.ts';
import { usePast } from './use-past.ts';

interface PastPagesProps {
  readonly conn: string;
  readonly children: ReactNode;
}

/** The pages, or in the place of all of them why there is nothing of the moment asked for. */
export function PastPages({ conn, children }: PastPagesProps) {
  const trouble = usePast()?.trouble ?? null;
  return trouble === null ? children : <NothingThen conn={conn} trouble={trouble} />;
}

function NothingThen({ conn, trouble }: { readonly conn: string; readonly trouble: Failure }) {
  const trpc = useTRPC();
  const history = useQuery(trpc.history.get.queryOptions({ connection: conn }, { staleTime: 60_000 })).data;
  const zone = useZone();
  const now = useNow();
  const goTo = useGoTo();
  const oldest = trouble.reason === 'not-found' ? (history?.oldest ?? null) : null;
  const words = nothingWords(trouble, history, oldest === null ? '' : momentText(oldest, now, zone));
  useTitle(words);
  return (
    <div className="p-4 sm:px-6 sm:py-5">
      <Panel flush>
        <div className="flex flex-col items-start gap-3 px-4 py-6">
          <h1 className="max-w-[75ch] text-body font-strong text-text">{words}</h1>
          {oldest !== null && (
            <Button
              onClick={() => {
                goTo(oldest, false);
              }}
            >
              Go to the first recording
            </Button>
          )}
        </div>
      </Panel>
    </div>
  );
}
