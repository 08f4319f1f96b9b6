import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { History, HistoryTick, NotedVerdict, SeriesName } from '@weir/domain/history/history';
import { RECORDED, type SeriesKind } from '@weir/domain/history/series-kinds';
import type { WeirEvent } from '@weir/domain/wire/live-frame';
import { type HistoryOptions, openHistory } from '../open-history.ts';
import { until } from './store-rig.ts';

/** 2026-11-21T12:00:00Z */
export const NOON = 1_795_262_400_000;
export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;
const MIB = 1_048_576;

export const KEEP = { pollsMs: DAY_MS, minutesMs: 7 * DAY_MS, hoursMs: 90 * DAY_MS, capBytes: 500 * MIB };

export interface HistoryRig {
  readonly folder: string;
  now: number;
  /** Opens and waits until it is settled, well or not. */
  open(options?: Partial<HistoryOptions>): Promise<History>;
  end(): Promise<void>;
}

export function historyRig(): HistoryRig {
  const folder = mkdtempSync(join(tmpdir(), 'weir-history-'));
  const opened: History[] = [];
  const rig: HistoryRig = {
    folder,
    now: NOON,
    async open(options) {
      let told = 0;
      const history = openHistory(folder, {
        now: () => rig.now,
        keep: KEEP,
        retryMs: 20,
        onState: () => (told += 1),
        ...options,
      });
      opened.push(history);
      await until(() => told > 0 || history.state().state === 'ok');
      return history;
    },
    async end() {
      await Promise.all(opened.map((history) => history.close()));
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return rig;
}

export function groupName(group: string, stream = 'orders'): SeriesName {
  return { kind: 'group', stream, group, consumer: '' };
}

export function streamName(stream = 'orders'): SeriesName {
  return { kind: 'stream', stream, group: '', consumer: '' };
}

/** Figures of one series by name; what is not named is not known. */
export type Figures = Readonly<Record<string, number>>;

/** A tick put together by names. Keys are the places in `names`. */
export function tickOf(
  at: number,
  seen: readonly (readonly [key: number, name: SeriesName, figures: Figures])[],
  more: Partial<Omit<HistoryTick, 'at' | 'keys' | 'figures'>> = {},
): HistoryTick {
  return {
    connection: 'main',
    at,
    intervalMs: 2_000,
    isAfterGap: false,
    isWhole: false,
    fresh: [],
    gone: [],
    verdicts: [],
    events: [],
    baselines: [],
    ...more,
    keys: Float64Array.from(seen.map(([key]) => key)),
    figures: Float64Array.from(seen.flatMap(([, { kind }, figures]) => figuresOf(kind, figures))),
  };
}

function figuresOf(kind: SeriesKind, figures: Figures): number[] {
  return RECORDED[kind].map((name) => figures[name] ?? NaN);
}

export function eventOf(id: number, at: number, change: Partial<WeirEvent> = {}): WeirEvent {
  const title = [{ name: 'billing' }, ' is falling behind'];
  return {
    id,
    at,
    kind: 'state',
    level: 'warning',
    title,
    detail: ['unread ', { n: 7 }],
    stream: 'orders',
    group: 'billing',
    ...change,
  };
}

export function verdictOf(change: Partial<NotedVerdict> = {}): NotedVerdict {
  return {
    level: 'warning',
    status: 'falling-behind',
    since: NOON,
    sentence: [{ name: 'billing' }, ' grows by ', { rate: 12, b: true }, ' a second'],
    clause: ['unread grows'],
    culprit: '',
    ...change,
  };
}
