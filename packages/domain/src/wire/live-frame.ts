import type { LinkState } from '../connections/link-state.ts';
import type { GroupStatus, Level } from '../health/status.ts';
import type { CellBlock } from './changed-cells.ts';
import type { Sentence } from './sentence.ts';
import type { Summary } from './summary.ts';

/** What the one socket per tab carries, server to browser. Every frame is serialised once and shared by all viewers. */
export type LiveFrame = PictureFrame | DeltaFrame | LinkFrame | ByeFrame;

/** The whole picture; sent once per tab and when the versions no longer meet. Rows are packed (see pack.ts). */
export interface PictureFrame {
  readonly kind: 'picture';
  readonly connection: string;
  /** Identity of this server process; row keys and versions mean nothing across two of them. */
  readonly boot: string;
  readonly version: number;
  readonly summary: Summary;
  readonly groups: readonly (readonly unknown[])[];
  readonly streams: readonly (readonly unknown[])[];
  readonly events: readonly WeirEvent[];
}

/** The change from `from` to `version`. A browser that does not stand at `from` asks again with its own version. */
export interface DeltaFrame {
  readonly kind: 'delta';
  readonly connection: string;
  readonly from: number;
  readonly version: number;
  readonly summary: Summary;
  /** Rows that were not there at `from`, packed as in a picture. */
  readonly groups: readonly (readonly unknown[])[];
  /** What changed in the others. Values, not differences: applying them twice does no harm. */
  readonly groupCells: readonly CellBlock[];
  readonly goneGroups: readonly number[];
  readonly streams: readonly (readonly unknown[])[];
  readonly streamCells: readonly CellBlock[];
  readonly goneStreams: readonly number[];
  readonly events: readonly WeirEvent[];
}

/** The link changed; sent at once, without waiting for a poll. */
export interface LinkFrame {
  readonly kind: 'link';
  readonly connection: string;
  readonly link: LinkState;
}

/** The session ended; the browser goes to the sign-in page and does not reconnect. */
export interface ByeFrame {
  readonly kind: 'bye';
}

/** Browser to server, as JSON text. version 0 and boot '' = nothing yet. */
export interface WatchRequest {
  readonly watch: { readonly connection: string; readonly version: number; readonly boot: string };
}

export const EVENT_KINDS = [
  'state',
  'appeared',
  'gone',
  'position',
  'link',
  'trim',
  'change',
  'alert',
  'burst',
  'consumer',
  'policy',
] as const;
export type EventKind = (typeof EVENT_KINDS)[number];

/** Something that changed, for "What changed" and as markers on charts. */
export interface WeirEvent {
  readonly id: number;
  /** Redis time, epoch ms. */
  readonly at: number;
  readonly kind: EventKind;
  readonly level: Level | 'note';
  /** Of an event of kind `state`: the status the group came into. */
  readonly status?: GroupStatus;
  readonly title: Sentence;
  readonly detail: Sentence;
  readonly stream: string;
  readonly group: string;
}
