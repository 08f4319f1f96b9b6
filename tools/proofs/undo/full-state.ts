import { latin1Of } from './latin1-of.ts';
import type { RedisRig } from '../../rig/redis-rig.ts';

/** Everything Redis holds of a stream, but when consumers last called: that moves on by itself. Bytes as Latin-1. */
export interface FullState {
  readonly lastGeneratedId: string;
  readonly entriesAdded: number;
  readonly maxDeletedId: string;
  readonly entries: readonly (readonly [id: string, ...fields: string[]])[];
  readonly groups: readonly FullGroup[];
}

export interface FullGroup {
  readonly name: string;
  readonly position: string;
  readonly entriesRead: number | null;
  /** In the order of names. */
  readonly consumers: readonly string[];
  readonly pending: readonly HeldNow[];
}

export interface HeldNow {
  readonly id: string;
  readonly consumer: string;
  readonly deliveries: number;
  readonly deliveredAt: number;
}

type Flat = readonly unknown[];

/** Reads a small stream whole; undefined = there is none. */
export async function fullState(redis: RedisRig, stream: Buffer | string): Promise<FullState | undefined> {
  if ((await redis.call('EXISTS', stream)) === 0) return undefined;
  const info = fieldsOf(await redis.callBuffer('XINFO', 'STREAM', stream, 'FULL', 'COUNT', 0));
  const entries = info.get('entries') as readonly [Buffer, readonly Buffer[]][];
  const groups = info.get('groups') as readonly Flat[];
  return {
    lastGeneratedId: latin1Of(info.get('last-generated-id')),
    entriesAdded: Number(info.get('entries-added')),
    maxDeletedId: latin1Of(info.get('max-deleted-entry-id')),
    entries: entries.map(([id, fields]) => [latin1Of(id), ...fields.map(latin1Of)] as const),
    groups: groups.map(groupOf),
  };
}

function groupOf(flat: Flat): FullGroup {
  const fields = fieldsOf(flat);
  const pending = fields.get('pending') as readonly [Buffer, Buffer, number, number][];
  const consumers = fields.get('consumers') as readonly Flat[];
  const read = fields.get('entries-read');
  return {
    name: latin1Of(fields.get('name')),
    position: latin1Of(fields.get('last-delivered-id')),
    entriesRead: read === null ? null : Number(read),
    consumers: consumers.map((each) => latin1Of(fieldsOf(each).get('name'))).toSorted(),
    pending: pending.map(([id, consumer, deliveredAt, deliveries]) => ({
      id: latin1Of(id),
      consumer: latin1Of(consumer),
      deliveries,
      deliveredAt,
    })),
  };
}

function fieldsOf(flat: unknown): Map<string, unknown> {
  const list = flat as Flat; // XINFO answers names and values in turn
  const fields = new Map<string, unknown>();
  for (let at = 0; at + 1 < list.length; at += 2) fields.set(latin1Of(list[at]), list[at + 1]);
  return fields;
}
