import type { WeirEvent } from '@weir/domain/wire/live-frame';
import { describe, expect, test } from 'vitest';
import { eventMarkers, streamMarkers } from './chart-events.ts';

const event = (over: Partial<WeirEvent>): WeirEvent => ({
  id: 1,
  at: 1_000,
  kind: 'state',
  level: 'critical',
  title: [{ name: 'worker-7' }, ' is dead'],
  detail: [],
  stream: 'orders',
  group: 'fulfilment',
  ...over,
});

const texts = (markers: readonly { readonly text: string }[]) => markers.map(({ text }) => text);

describe('events on charts', () => {
  test('a stream shows its own events and those of all its groups', () => {
    const found = eventMarkers([event({}), event({ group: '' }), event({ stream: 'other' })], 'orders');
    expect(found).toHaveLength(2);
    expect(found[0]).toEqual({ at: 1_000, text: 'worker-7 is dead', short: 'is dead', tone: 'crit' });
  });

  test('a group shows its own and those of the stream, not those of other groups', () => {
    const found = eventMarkers(
      [event({ group: 'receipts' }), event({ group: '', kind: 'trim', level: 'note' })],
      'orders',
      'fulfilment',
    );
    expect(found.map(({ tone }) => tone)).toEqual(['accent']);
  });

  test('trouble that ended and groups that appeared are no markers', () => {
    expect(eventMarkers([event({ level: 'healthy' }), event({ kind: 'appeared', level: 'note' })], 'orders')).toEqual(
      [],
    );
    expect(eventMarkers([event({ kind: 'position', level: 'note' })], 'orders')).toHaveLength(1);
  });

  test('what was done to the entries is on length and memory too, what was done to a group on throughput alone', () => {
    const { size, flow } = streamMarkers(
      [
        event({ at: 900, kind: 'trim', level: 'note', group: '', title: ['seen trimmed'] }),
        event({ kind: 'change', level: 'note', group: '', title: ['trimmed by ann'] }),
        // The same trim, as the next poll saw it.
        event({ at: 2_000, kind: 'trim', level: 'note', group: '', title: ['seen once more'] }),
        event({ kind: 'change', level: 'note', title: ['claimed by ann'] }),
        event({ title: ['is dead'] }),
      ],
      'orders',
    );
    expect(texts(size)).toEqual(['seen trimmed', 'trimmed by ann']);
    expect(texts(flow)).toEqual(['trimmed by ann', 'claimed by ann', 'is dead']);
  });

  test('beside the whole text stands the same without the name, for where there is little room', () => {
    const [found] = eventMarkers([event({ title: [{ name: 'x'.repeat(80) }, ' is falling behind'] })], 'orders');
    expect(found).toMatchObject({ text: `${'x'.repeat(80)} is falling behind`, short: 'is falling behind' });
    expect(eventMarkers([event({ title: ['Redis restarted'] })], 'orders')[0]?.short).toBe('');
  });
});
