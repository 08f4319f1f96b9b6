import type { EntryInGroups } from '../connections/gateway.ts';
import type { Entry } from '../entries/entry.ts';
import type { Finding } from '../health/judgement.ts';
import type { SamplesUsed } from '../health/samples-used.ts';
import type { ConsumerStatus, GroupStatus, Level } from '../health/status.ts';
import type { SuggestedAction } from '../health/suggested-action.ts';
import type { Known } from '../known/known.ts';
import type { UnreadQuality } from '../groups/unread.ts';
import type { Sentence } from './sentence.ts';
import type { WeirEvent } from './live-frame.ts';

// What the procedures of docs/api.md answer. Times are epoch ms of Redis time; durations end in Ms.

export interface Listed<T> {
  readonly items: readonly T[];
  readonly nextCursor: string | null;
}

export interface ConnectionAnswer {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly version: string;
  readonly role: string;
  readonly state: 'connecting' | 'up' | 'down';
  readonly readOnly: boolean;
}

export interface StreamAnswer {
  readonly stream: string;
  readonly length: number;
  readonly groups: number;
  readonly entriesAdded: Known<number>;
  readonly firstId: string | null;
  readonly lastId: string | null;
  readonly memoryBytes: Known<number>;
  readonly inPerSecond: Known<number>;
  readonly seenAt: number;
}

export type UnreadAnswer =
  | { readonly known: true; readonly value: number; readonly quality: UnreadQuality; readonly source: string }
  | { readonly known: false; readonly because: string };

export interface GroupAnswer {
  readonly stream: string;
  readonly group: string;
  readonly unread: UnreadAnswer;
  readonly behindMs: Known<number>;
  readonly pending: number;
  readonly oldestPendingMs: Known<number>;
  readonly consumers: number;
  readonly lastDeliveredId: string;
  readonly entriesRead: Known<number>;
  readonly inPerSecond: Known<number>;
  readonly outPerSecond: Known<number>;
  readonly etaMs: Known<number>;
  readonly status: GroupStatus;
  readonly level: Level;
  /** Plain text of the status sentence. */
  readonly reason: string;
  readonly since: number;
  readonly seenAt: number;
}

export interface GroupDetail extends GroupAnswer {
  readonly sentence: Sentence;
  readonly diagnosis: readonly DiagnosisRow[];
  /** Rates over one, five and fifteen minutes. */
  readonly rates: readonly {
    readonly windowMs: number;
    readonly inPerSecond: Known<number>;
    readonly outPerSecond: Known<number>;
  }[];
  readonly checkedAt: number;
}

/** A finding with its evidence also as plain text, for scripts. */
export type DiagnosisRow = Omit<Finding, 'evidence'> & {
  readonly evidence: string;
  readonly evidenceParts: Sentence;
  /** What the rule looked at. */
  readonly samples: SamplesUsed;
  /** The one next step; only where the rule fired and there is one. */
  readonly action?: SuggestedAction | undefined;
};

export interface ConsumerAnswer {
  readonly consumer: string;
  readonly pending: number;
  readonly idleMs: number;
  readonly inactiveMs: Known<number | null>;
  readonly lastCallAt: number;
  readonly lastGotWorkAt: Known<number | null>;
  readonly health: ConsumerStatus;
  readonly level: Level;
  readonly reason: string;
  /** Pending entries by time since delivery, one count per cell; null = not walked (yet). */
  readonly cells: readonly number[] | null;
}

export interface ConsumersAnswer extends Listed<ConsumerAnswer> {
  readonly total: number;
  /** Why the list is not there although consumers exist; '' = it is there. */
  readonly because: string;
  readonly readAt: number | null;
  readonly edgesMs: readonly number[];
  /** Cells count `lookedAt` of `pending` entries, from the oldest on. */
  readonly cellsLookedAt: number;
  readonly cellsComplete: boolean;
  /** When the cells were counted; the consumers are read apart from that. Null = they were not. */
  readonly cellsAt: number | null;
}

export interface PendingAnswer {
  readonly id: string;
  readonly consumer: string;
  readonly idleMs: number;
  readonly deliveredAt: number;
  readonly deliveries: number;
  readonly payload: 'present' | 'gone' | 'not-read';
  readonly fields?: Entry['fields'];
  readonly sizeBytes?: number;
}

export interface PendingListAnswer extends Listed<PendingAnswer> {
  readonly lookedAt: number;
  readonly at: number;
}

export interface EntryAnswer {
  readonly id: string;
  readonly fields: Entry['fields'];
  readonly sizeBytes: number;
  readonly cut: Entry['cut'];
}

/** How an entry stands in the groups of its stream. */
export type EntryInGroupsAnswer = EntryInGroups;

export const METRICS = [
  'unread',
  'pending',
  'behindMs',
  'oldestPendingMs',
  'inPerSecond',
  'outPerSecond',
  'deliveries',
  'length',
  'memoryBytes',
] as const;
export type MetricName = (typeof METRICS)[number];

export interface SeriesAnswer {
  readonly metric: MetricName;
  /** null = a gap: no poll, or not known then. */
  readonly points: readonly (readonly [t: number, v: number | null])[];
}

/** For the log ruler of one stream. */
export interface RulerAnswer {
  readonly at: number;
  readonly firstId: string | null;
  readonly lastId: string | null;
  /** False when the ids are not times; the ruler then scales by entries. */
  readonly idsAreTimes: boolean;
  readonly length: number;
  readonly groups: readonly RulerLane[];
  /** The oldest entry any group still needs; null = none is needed; unknown with the reason. */
  readonly neededFrom: Known<string | null>;
  /** Entries before neededFrom (the most there can be, where not exact), and about how many bytes they take. */
  readonly safeToTrim: Known<{ readonly entries: number; readonly exact: boolean; readonly bytes: number | null }>;
}

export interface RulerLane {
  readonly group: string;
  readonly position: string;
  readonly oldestUnreadId: Known<string | null>;
  readonly unread: UnreadAnswer;
  readonly pending: number;
  /** Oldest pending entries first, a bounded sample: id and time since delivery. */
  readonly marks: readonly { readonly id: string; readonly idleMs: number }[];
  readonly marksComplete: boolean;
  /** Entries removed before this group read them. */
  readonly lost: Known<number>;
}

export interface EventsAnswer extends Listed<WeirEvent> {}

export interface SessionAnswer {
  readonly signedIn: boolean;
  readonly actor: string;
  readonly role: string;
  readonly readOnly: boolean;
  readonly boot: string;
  readonly version: string;
}

/** A deleted stream that can still be had back. */
export interface TrashAnswer {
  readonly stream: string;
  readonly jobId: string;
  readonly auditId: string;
  readonly actor: string;
  readonly deletedAt: number;
  readonly until: number;
  readonly length: number;
  readonly groups: number;
}
