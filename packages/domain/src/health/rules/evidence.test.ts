import { describe, expect, test } from 'vitest';
import { unknown } from '../../known/known.ts';
import { evidenceOf, Rehearsal, verdictOf, work } from '../rehearsal.ts';

const NAMES = ['a', 'b'];

function steady(seconds = 120): Rehearsal {
  const play = new Rehearsal({ consumers: NAMES });
  play.play(seconds, () => {
    play.add(86);
    play.ack('a', 30);
    play.ack('b');
    play.read('a', 43);
    play.read('b', 45);
    play.ack('a', 13);
  });
  return play;
}

describe('what is ruled out says why', () => {
  const play = steady();
  test.each([
    ['losing-data', 'No. The position is not before the first entry of the stream.'],
    ['dead-consumer', 'No. Every consumer that holds entries called within 60 s.'],
    ['no-consumers', 'No. Nothing is unread.'],
    ['stalled-reading', 'No. Nothing is unread.'],
    ['falling-behind', 'No. Nothing is unread. In 86/s, out 86/s.'],
    ['poison-entry', 'No. Most deliveries of any entry is 1, limit is 5.'],
    ['ghosts', 'No. The oldest pending entry is still in the stream.'],
    ['catching-up', 'No. Nothing is unread.'],
    ['behind', 'No. Nothing is unread.'],
    ['rewound', 'No. The position did not go back.'],
  ])('%s: %s', (rule, evidence) => {
    expect(verdictOf(play, rule)).toBe('ruled-out');
    expect(evidenceOf(play, rule)).toBe(evidence);
  });
});

describe('with nothing pending', () => {
  const play = new Rehearsal();
  play.add(5);
  play.poll();
  test.each([
    ['dead-consumer', 'No. Nothing is pending, so no consumer holds anything.'],
    ['stalled-acknowledging', 'No. Nothing is pending.'],
    ['poison-entry', 'No. Nothing is pending.'],
    ['ghosts', 'No. Nothing is pending.'],
    ['slow-consumer', 'No. Nothing is pending.'],
    ['no-consumers', 'No. 1 consumer of 1 called within 60 s.'],
    ['catching-up', 'No. Behind is 0 s, limit is 60 s.'],
  ])('%s: %s', (rule, evidence) => {
    expect(evidenceOf(play, rule)).toBe(evidence);
  });
});

describe('what is denied is unknown with the reason', () => {
  const play = steady(60);
  const because = unknown('this account may not run XPENDING');
  play.blur = (group) => ({ ...group, oldestPending: because, worstPending: because, consumerList: unknown('denied') });
  play.add(10);
  play.poll();
  test.each([
    ['dead-consumer', 'Not known: denied.'],
    ['no-consumers', 'Not known: denied.'],
    ['poison-entry', 'Not known: this account may not run XPENDING.'],
    ['ghosts', 'Not known: this account may not run XPENDING.'],
    ['slow-consumer', 'Not known: this account may not run XPENDING.'],
  ])('%s: %s', (rule, evidence) => {
    expect(verdictOf(play, rule)).toBe('unknown');
    expect(evidenceOf(play, rule)).toBe(evidence);
  });
});

test('only the entries looked at are spoken of', () => {
  const play = new Rehearsal();
  play.add(100);
  play.read('w1', 100);
  play.blur = (group) => {
    const worst = group.worstPending;
    return worst.known && worst.value
      ? { ...group, worstPending: { known: true, value: { ...worst.value, lookedAt: 20 } } }
      : group;
  };
  play.poll();
  expect(evidenceOf(play, 'poison-entry')).toBe('No. Most deliveries of the 20 entries looked at is 1, limit is 5.');
});

test('growth is not judged before there is a minute of it', () => {
  const play = new Rehearsal();
  play.play(30, () => {
    play.add(50);
    work(play, ['w1'], 20);
  });
  expect(verdictOf(play, 'falling-behind')).toBe('unknown');
  expect(evidenceOf(play, 'falling-behind')).toMatch(
    /^Not known: not watched for long enough yet\. In 50\/s, out 20\/s\.$/,
  );
});

test('one is one: singular where there is one', () => {
  const play = new Rehearsal({ consumers: NAMES });
  play.add(1);
  play.read('a', 1);
  play.play(90, () => play.read('b', 1));
  expect(evidenceOf(play, 'dead-consumer')).toBe('a made no call for 1 m 30 s, limit is 60 s.');
  const sentence = JSON.stringify(play.judgement?.sentence);
  expect(sentence).toContain('No other consumer will get it until someone claims it.');
  expect(sentence).toContain('" entry"');
});
