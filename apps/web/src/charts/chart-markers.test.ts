import { describe, expect, test } from 'vitest';
import { placeMarkers } from './chart-markers.ts';
import type { ChartMarker } from './series.ts';

const marker = (at: number, text = `at ${at}`): ChartMarker => ({
  at,
  text,
  short: '',
  tone: 'crit',
});

describe('event markers', () => {
  test('markers outside the range are left out', () => {
    expect(placeMarkers([marker(5), marker(15), marker(25)], 10, 20, 400).map(({ at }) => at)).toEqual([15]);
  });

  test('the text goes to the side with room', () => {
    expect(placeMarkers([marker(95)], 0, 100, 400)[0]?.side).toBe('left');
    expect(placeMarkers([marker(10)], 0, 100, 400)[0]?.side).toBe('right');
  });

  test('the text never runs over another marker; without a free side it is left out', () => {
    const [, newest] = placeMarkers([marker(90), marker(95, 'slowed')], 0, 100, 400);
    expect(newest).toMatchObject({ at: 95, text: '' });
    expect(placeMarkers([marker(20), marker(95, 'slowed')], 0, 100, 400)[1]).toMatchObject({
      text: 'slowed',
      side: 'left',
    });
  });

  test('a text that has no room is said in short rather than cut', () => {
    const long = { ...marker(50, 'notifier_group has a dead consumer'), short: 'has a dead consumer' };
    expect(placeMarkers([long], 0, 100, 600)[0]?.text).toBe('notifier_group has a dead consumer');
    expect(placeMarkers([long], 0, 100, 300)[0]?.text).toBe('has a dead consumer');
    expect(placeMarkers([long], 0, 100, 100)[0]?.text).toBe('');
  });

  test('five or more become a count at the newest', () => {
    const placed = placeMarkers(
      [1, 2, 3, 4, 5].map((at) => marker(at)),
      0,
      10,
      400,
    );
    expect(placed).toEqual([{ at: 5, text: '5 events', short: '', tone: 'quiet', count: 5, side: 'right' }]);
  });

  test('of several, the newest carries its text', () => {
    expect(placeMarkers([marker(2), marker(1)], 0, 10, 400).map(({ text }) => text)).toEqual(['', 'at 2']);
  });
});
