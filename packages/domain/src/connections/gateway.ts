import type { Changer } from '../actions/call.ts';
import type { Look } from '../actions/look.ts';
import type { LineSource } from '../archive/line-source.ts';
import type { Capabilities } from '../capabilities/capability.ts';
import type { Entry } from '../entries/entry.ts';
import type { EntryId } from '../entries/entry-id.ts';
import type { PendingEntry } from '../pending/pending-entry.ts';
import type { StreamObservation } from '../streams/stream-observation.ts';
import type { Discovery } from '../wire/summary.ts';
import type { LinkState } from './link-state.ts';
import type { ServerIdentity } from './server-identity.ts';

/** One Redis as the rest of Weir sees it. Built by the redis package; everything above it depends on this alone. */
export interface Gateway {
  readonly watcher: Watcher;
  readonly pages: Pages;
  /** Reads for plans and checks. */
  readonly look: Look;
  /** Entries in bulk, for archives and files. */
  readonly lines: LineSource;
  /** What changes Redis; undefined when Weir is read-only. */
  readonly changer: Changer | undefined;
  close(): Promise<void>;
}

/** The one polling loop of a connection. Its costs do not depend on how many people look. */
export interface Watcher {
  start(): void;
  /** Stops polling until `resume`; the link stays up. */
  pause(): void;
  resume(): void;
  readonly paused: boolean;
  /** Try to connect at once instead of at the next planned try. */
  retryNow(): void;
  /** Somebody looks at this stream: keep its consumers, ends and oldest entries fresh for the next 15 s. */
  look(stream: string): void;
  onTick(listener: (tick: PollTick) => void): void;
  onLink(listener: (link: LinkState) => void): void;
  readonly link: LinkState;
  /** Everything known now, by readable stream name. Observations are replaced, never changed in place. */
  readonly observations: ReadonlyMap<string, StreamObservation>;
  readonly identity: ServerIdentity | undefined;
  readonly capabilities: Capabilities | undefined;
}

/** One completed poll. */
export interface PollTick {
  /** Redis TIME at the start of the poll, epoch ms. */
  readonly at: number;
  /** This machine's clock at the same moment. */
  readonly atHere: number;
  /** Streams whose observation was replaced in this poll, details included. */
  readonly changed: readonly StreamObservation[];
  /** Streams that are not there any more, with what is there instead. */
  readonly gone: readonly { readonly stream: string; readonly because: 'deleted' | 'not-a-stream' | 'denied' }[];
  readonly discovery: Discovery;
  readonly cost: TickCost;
  /** True for the first poll after a connect or reconnect: counters may have gone back, a gap lies before it. */
  readonly first: boolean;
}

export interface TickCost {
  readonly durationMs: number;
  readonly commands: number;
  readonly bytesIn: number;
  /** Server time, microseconds. */
  readonly serverMicros: number;
  /** The server's own figures have corrected what was estimated. */
  readonly isMeasured: boolean;
  readonly configuredIntervalMs: number;
  readonly intervalMs: number;
  readonly stretchedBecause: string;
  readonly budget: { readonly coreShare: number; readonly commandsPerSecond: number; readonly bytesPerSecond: number };
}

/** Pages somebody asked for. Every call is bounded; failures are ConsoleError. */
export interface Pages {
  entries(request: EntriesRequest): Promise<EntriesPage>;
  pending(request: PendingRequest): Promise<PendingPage>;
  waitingTimes(request: WaitingTimesRequest): Promise<WaitingTimes>;
  inGroups(request: InGroupsRequest): Promise<EntryInGroups>;
}

export interface EntriesRequest {
  readonly stream: string;
  /** Inclusive bounds; absent = the stream's end. */
  readonly from?: EntryId | undefined;
  readonly to?: EntryId | undefined;
  /** desc = newest first. */
  readonly direction: 'asc' | 'desc';
  /** 1…500 */
  readonly limit: number;
  /** Continue behind this id, in the direction asked for. */
  readonly after?: EntryId | undefined;
}

export interface EntriesPage {
  readonly items: readonly Entry[];
  /** Id to pass as `after` for the next page; null = this was the last. */
  readonly next: EntryId | null;
}

export interface PendingRequest {
  readonly stream: string;
  readonly group: string;
  readonly consumer?: string | undefined;
  readonly minIdleMs?: number | undefined;
  readonly maxIdleMs?: number | undefined;
  readonly minDeliveries?: number | undefined;
  readonly from?: EntryId | undefined;
  readonly to?: EntryId | undefined;
  /** 1…500 */
  readonly limit: number;
  readonly after?: EntryId | undefined;
}

export interface PendingPage {
  readonly items: readonly PendingRow[];
  /** Id to continue behind; null = the list ended. A page can be short, even empty, with `next` set. */
  readonly next: EntryId | null;
  /** Pending rows looked at for this page, matching or not. */
  readonly lookedAt: number;
  /** Redis time of the reading. */
  readonly at: number;
}

export interface PendingRow extends PendingEntry {
  /** gone = the entry was trimmed or deleted while pending; not-read = too large or not asked for. */
  readonly payload: 'present' | 'gone' | 'not-read';
  readonly entry?: Entry;
}

export interface InGroupsRequest {
  readonly stream: string;
  readonly id: EntryId;
}

/** How an id stands in the groups of its stream; whether there is an entry of that id is not looked at. */
export interface EntryInGroups {
  /** In the order of the server; at most 200 of them. */
  readonly groups: readonly EntryInGroup[];
  /** Groups that were not looked at. */
  readonly left: number;
  /** Redis time of the reading. */
  readonly at: number;
}

/**
 * `past`: in front of the position and not pending. It was acknowledged, or nobody was given it: the position was moved
 * over it, or it was read without acknowledgement. Redis does not keep which.
 */
export type EntryInGroup =
  | ({ readonly group: string; readonly state: 'pending' } & Pick<
      PendingEntry,
      'consumer' | 'deliveredAt' | 'deliveries'
    >)
  | { readonly group: string; readonly state: 'past' }
  | { readonly group: string; readonly state: 'unread' };

export interface WaitingTimesRequest {
  readonly stream: string;
  readonly group: string;
  /** Ascending edges in ms; n edges make n + 1 cells. */
  readonly edgesMs: readonly number[];
}

/** Pending entries by consumer and time since delivery, from a bounded walk from the oldest on. */
export interface WaitingTimes {
  readonly at: number;
  readonly cells: ReadonlyMap<string, readonly number[]>;
  readonly lookedAt: number;
  /** True when the walk reached the end of the list. */
  readonly complete: boolean;
}
