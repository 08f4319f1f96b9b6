import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { unknown } from '../known/known.ts';
import { evidenceOf, findingOf, Rehearsal, sentenceOf, work } from './rehearsal.ts';

/** A minute of ordinary work of two consumers. */
function ordinary(options: { idleCountsAttempts?: boolean } = {}): Rehearsal {
  const play = new Rehearsal({ consumers: ['billing-1', 'billing-2'], ...options });
  play.play(60, (second) => {
    play.add(10);
    work(play, ['billing-1'], 20);
    if (second > 40) work(play, ['billing-2'], 20);
  });
  return play;
}

describe('a group that loses entries', () => {
  test('names the reader that hangs and since when, and tells what is gone from what is still to be read', () => {
    const play = ordinary();
    // billing-2 reads last, at 12:01:01; from then on nobody calls.
    play.play(1, () => {
      play.add(10);
      play.read('billing-2', 10);
    });
    play.play(39, () => play.add(10));
    play.trim(300);
    play.play(2);
    expect(sentenceOf(play)).toBe(
      'Entries were trimmed before fulfilment read them. 90 entries are gone since 12:01:42, for good; 300 are still to be read. Reads stopped at 12:01:01; billing-2 read last and made no call since.',
    );
    expect(evidenceOf(play, 'losing-data')).toBe(
      '90 entries left the stream before fulfilment read them. Reads stopped at 12:01:01; billing-2 read last and made no call since.',
    );
    expect(findingOf(play, 'losing-data')?.subject).toEqual({ consumer: 'billing-2' });
  });

  test('says of a reader that still calls that it takes nothing', () => {
    const play = ordinary();
    play.play(1, () => {
      play.add(10);
      play.read('billing-2', 10);
    });
    play.play(39, () => {
      play.add(10);
      const caller = play.consumers.get('billing-2');
      if (caller !== undefined) caller.lastCallAt = play.at;
    });
    play.trim(300);
    play.play(2);
    expect(sentenceOf(play)).toContain('Reads stopped at 12:01:01; billing-2 read last and still calls.');
  });

  test('says when reads stopped, and nobody’s name, where the consumers can’t be read', () => {
    const play = ordinary();
    play.blur = (group) => ({ ...group, consumerList: unknown('this account may not read consumers') });
    play.play(40, () => play.add(10));
    play.trim(300);
    play.play(2);
    expect(sentenceOf(play)).toMatch(/300 are still to be read\. Reads stopped at 12:01:0[0-2]\.$/);
    expect(findingOf(play, 'losing-data')?.subject).toBeUndefined();
  });

  test('that reads on, too slowly, is told so', () => {
    const play = ordinary();
    play.play(60, () => {
      play.add(10);
      work(play, ['billing-1', 'billing-2'], 4);
      play.trim(40);
    });
    expect(sentenceOf(play)).toMatch(
      / still to be read\. Reads go on, but trimming is faster: in 10\/s, out \d.*\/s\.$/,
    );
  });

  test('without consumers has none to name', () => {
    const play = ordinary();
    play.consumers.clear();
    play.play(40, () => play.add(10));
    play.trim(300);
    play.play(2);
    expect(sentenceOf(play)).toMatch(/ still to be read\. The group has no consumers\.$/);
  });

  test('counts one as one', () => {
    const play = ordinary();
    play.add(3);
    play.trim(2);
    play.play(2);
    expect(sentenceOf(play)).toContain('1 entry is gone since 12:01:02, for good; 2 are still to be read.');
  });

  test('never counts an entry both as gone and as still to be read, whatever is added, read and trimmed', () => {
    const deed = fc.tuple(fc.constantFrom('add', 'read', 'trim', 'poll'), fc.integer({ min: 1, max: 60 }));
    let lossesSeen = 0;
    fc.assert(
      fc.property(fc.array(deed, { minLength: 4, maxLength: 30 }), (deeds) => {
        const play = new Rehearsal();
        play.add(20);
        play.read('w1', 10);
        play.poll();
        let lostInAll = 0;
        for (const [what, n] of deeds) {
          play.at += 2_000;
          if (what === 'add') play.add(n);
          if (what === 'read') play.read('w1', n);
          if (what === 'trim') {
            const start = Math.max(play.position, play.first);
            play.trim(n);
            lostInAll += Math.max(0, play.first - start);
          }
          play.poll();
        }
        const said = /(\d+) entr(?:y is|ies are) gone since .*, for good; (\d+) (?:is|are) still/.exec(
          sentenceOf(play),
        );
        // While a better status waits, the sentence is that of the poll before.
        if (said === null || play.memory.lostSeenAt !== play.at) return;
        lossesSeen += 1;
        expect(Number(said[1])).toBeLessThanOrEqual(lostInAll);
        expect(Number(said[2])).toBe(play.ids.length - Math.max(play.position, play.first));
      }),
      { numRuns: 600 },
    );
    expect(lossesSeen).toBeGreaterThan(60);
  });
});
