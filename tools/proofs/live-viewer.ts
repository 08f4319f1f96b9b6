import { GROUP_FIELDS, type GroupRow } from '@weir/domain/wire/group-row';
import { applyCells } from '@weir/domain/wire/changed-cells';
import type { LiveFrame } from '@weir/domain/wire/live-frame';
import type { LinkState } from '@weir/domain/connections/link-state';
import { unpackRow } from '@weir/domain/wire/pack';
import type { Summary } from '@weir/domain/wire/summary';
import { WebSocket } from 'ws';
import type { WeirProcess } from './weir-process.ts';

/** One tab: follows the picture over the real socket and remembers what was on it. */
export interface LiveViewer {
  /** The rows as the browser would hold them now, by key. */
  readonly rows: ReadonlyMap<number, GroupRow>;
  readonly summary: Summary | undefined;
  readonly link: LinkState | undefined;
  readonly version: number;
  /** Every rate that ever stood in a row or in the summary. */
  readonly rates: readonly SeenRate[];
  /** Deltas that did not start where the picture stood. */
  readonly brokenChains: number;
  close(): void;
}

export interface SeenRate {
  readonly of: string;
  readonly perSecond: number;
}

export function openViewer(weir: WeirProcess, connection: string): Promise<LiveViewer> {
  const socket = new WebSocket(`${weir.url.replace('http', 'ws')}/live`, {
    headers: { authorization: `Bearer ${weir.token}` },
  });
  const rows = new Map<number, GroupRow>();
  const rates: SeenRate[] = [];
  let summary: Summary | undefined;
  let link: LinkState | undefined;
  let version = 0;
  let brokenChains = 0;

  const note = (of: string, ...perSecond: readonly (number | null)[]): void => {
    for (const rate of perSecond) if (rate !== null) rates.push({ of, perSecond: rate });
  };
  const keep = (row: GroupRow): void => {
    rows.set(row.key, row);
    note(`${row.stream} / ${row.group}`, row.inPerSecond, row.outPerSecond);
  };
  const take = (packed: readonly (readonly unknown[])[]): void => {
    for (const cells of packed) {
      keep(unpackRow<GroupRow>(GROUP_FIELDS, cells));
    }
  };
  const apply = (frame: LiveFrame): void => {
    if (frame.kind === 'bye') return;
    if (frame.kind === 'link') {
      link = frame.link;
      return;
    }
    if (frame.kind === 'picture') rows.clear();
    else if (frame.from !== version) brokenChains += 1;
    else for (const key of frame.goneGroups) rows.delete(key);
    take(frame.groups);
    if (frame.kind === 'delta') for (const row of applyCells<GroupRow>(GROUP_FIELDS, rows, frame.groupCells)) keep(row);
    version = frame.version;
    summary = frame.summary;
    link = frame.summary.link;
    note('all', frame.summary.inPerSecond, frame.summary.outPerSecond);
  };

  return new Promise((resolve, reject) => {
    socket.once('error', reject);
    socket.once('open', () => {
      socket.send(JSON.stringify({ watch: { connection, version: 0, boot: '' } }));
      resolve({
        rows,
        rates,
        get summary() {
          return summary;
        },
        get link() {
          return link;
        },
        get version() {
          return version;
        },
        get brokenChains() {
          return brokenChains;
        },
        close: () => socket.terminate(),
      });
    });
    // Sound: the server sends nothing but frames, and every field used here is compared by the suites.
    socket.on('message', (bytes: Buffer) => apply(JSON.parse(bytes.toString()) as LiveFrame));
  });
}
