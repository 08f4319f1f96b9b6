import { expect, test } from 'vitest';
import { Rehearsal } from '../health/rehearsal.ts';
import { known, unknown } from '../known/known.ts';
import { lostEntries } from './lost-entries.ts';

function lostOf(play: Rehearsal) {
  const { stream, group } = play.situation();
  return lostEntries(stream, group);
}

test('nothing is lost while the position is within the stream', () => {
  const play = new Rehearsal();
  play.add(100);
  play.read('w1', 60);
  play.trim(50);
  expect(lostOf(play)).toEqual({ known: true, value: 0 });
});

test('what was trimmed behind the position is counted', () => {
  const play = new Rehearsal();
  play.add(100);
  play.read('w1', 60);
  play.trim(30);
  expect(lostOf(play)).toEqual({ known: true, value: 10 });
});

test('a stream trimmed to nothing lost all that was unread', () => {
  const play = new Rehearsal();
  play.add(100);
  play.read('w1', 60);
  play.trim(0);
  expect(lostOf(play)).toEqual({ known: true, value: 40 });
});

test('an empty stream that was read to its end lost nothing', () => {
  const play = new Rehearsal();
  play.add(100);
  play.read('w1', 100);
  play.trim(0);
  expect(lostOf(play)).toEqual({ known: true, value: 0 });
});

test('without the counts it is unknown, not zero', () => {
  const play = new Rehearsal();
  play.add(100);
  play.read('w1', 60);
  play.trim(30);
  play.entriesRead = null;
  expect(lostOf(play).known).toBe(false);
  const { stream, group } = play.situation();
  if (!stream.ends.known) throw new Error('the rehearsal knows its ends');
  const old = { ...stream, ends: known({ ...stream.ends.value, entriesAdded: unknown('before Redis 7.0') }) };
  expect(lostEntries(old, { ...group, entriesRead: known(60) }).known).toBe(false);
  expect(lostEntries({ ...stream, ends: unknown('denied') }, group)).toEqual({ known: false, because: 'denied' });
});
