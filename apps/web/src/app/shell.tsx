import { type ReactNode, useState } from 'react';
import { ConnectionBanner } from '../features/connection/connection-banner.tsx';
import { ToastLayer } from '../features/actions/parts/toast-layer.tsx';
import { KeysDialog } from '../keyboard/keys-dialog.tsx';
import { usePageKeys } from '../keyboard/use-page-keys.ts';
import { isLost } from '../live/freshness.ts';
import { PictureStateProvider, usePictureKind } from '../live/picture-state.tsx';
import { NotAMoment } from '../past/not-a-moment.tsx';
import { PastPages } from '../past/nothing-then.tsx';
import { NowAlone } from '../past/now-alone.tsx';
import { PastBar } from '../past/past-bar.tsx';
import { Palette } from './palette.tsx';
import { PhoneBar } from './phone-bar.tsx';
import { Sidebar } from './sidebar.tsx';
import { TabBar } from './tab-bar.tsx';
import { TopBar } from './top-bar.tsx';
import { usePolling } from './use-polling.ts';
import { VerdictAnnouncer } from './verdict-announcer.tsx';

type Open = 'none' | 'palette' | 'keys';

/** What stands around every page: where one is, how fresh it is, how to get elsewhere. */
export function Shell({ conn, children }: { readonly conn: string; readonly children: ReactNode }) {
  const [open, setOpen] = useState<Open>('none');
  const polling = usePolling(conn);
  usePageKeys({
    conn,
    openPalette: () => {
      setOpen('palette');
    },
    openKeys: () => {
      setOpen('keys');
    },
    togglePause: polling.toggle,
  });
  const close = () => {
    setOpen('none');
  };
  return (
    <PictureStateProvider>
      <Drain>
        <a
          href="#content"
          className="fixed top-2 left-2 z-50 -translate-y-16 rounded-control bg-accent-solid px-3 py-1.5 text-white focus:translate-y-0"
        >
          Skip to content
        </a>
        <div className="contents print:hidden">
          <Sidebar conn={conn} onKeys={() => setOpen('keys')} />
        </div>
        <div className="flex min-w-0 flex-1 flex-col print:block">
          <div className="contents print:hidden">
            <TopBar conn={conn} polling={polling} onSearch={() => setOpen('palette')} />
            <PhoneBar conn={conn} polling={polling} onSearch={() => setOpen('palette')} />
          </div>
          <main
            id="content"
            tabIndex={-1}
            className="min-h-0 flex-1 overflow-y-auto overscroll-contain outline-none print:overflow-visible"
          >
            <PastBar conn={conn} />
            <NotAMoment />
            <NowAlone />
            <ConnectionBanner conn={conn} />
            <PastPages conn={conn}>{children}</PastPages>
          </main>
          <div className="contents print:hidden">
            <TabBar conn={conn} />
          </div>
        </div>
        <Palette open={open === 'palette'} conn={conn} polling={polling} onClose={close} />
        <KeysDialog open={open === 'keys'} onClose={close} />
        <ToastLayer />
        <VerdictAnnouncer />
      </Drain>
    </PictureStateProvider>
  );
}

// Apart from the shell, so that its pages are not drawn anew with it.
function Drain({ children }: { readonly children: ReactNode }) {
  const lost = isLost(usePictureKind());
  return (
    <div className="flex h-dvh print:block print:h-auto" {...(lost ? { 'data-drained': '' } : {})}>
      {children}
    </div>
  );
}
