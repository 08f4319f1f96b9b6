import { describe, expect, test } from 'vitest';
import { replayInput } from '@weir/domain/actions/action-input';
import { draftOf, missingIn, replayInputOf, stepOf, stepsFor } from './replay-draft.ts';
import { editableMoment, momentWords } from './moment-text.ts';

const NOW = Date.UTC(2026, 10, 20, 14, 32, 14, 71);

describe('a replay in the address', () => {
  test('copies to a stream of its own unless it says otherwise', () => {
    const draft = draftOf({ stream: 'orders' });
    expect(draft).toMatchObject({
      target: 'stream',
      into: 'orders:replay',
      create: false,
      originField: '_replay_of',
      rate: 500,
    });
    expect(replayInputOf('main', draft)).toEqual({
      kind: 'replay',
      connection: 'main',
      stream: 'orders',
      ratePerSecond: 500,
      again: false,
      target: { stream: 'orders:replay', create: false, originField: '_replay_of' },
    });
  });

  test('is one the server takes, with everything in it', () => {
    const draft = draftOf({
      stream: 'orders',
      from: '1795176000000-0',
      to: '1795179599999-18446744073709551615',
      f: 'type:is:email.send,user:exists',
      into: 'orders:again',
      create: '1',
      mark: 'no',
      rate: '1,000',
      again: '1',
    });
    const input = replayInputOf('main', draft);
    expect(replayInput.safeParse(input)).toMatchObject({ success: true });
    expect(input).toMatchObject({
      from: '1795176000000-0',
      ratePerSecond: 1_000,
      again: true,
      target: { originField: null, create: true },
    });
  });

  test('to the same stream has that stream as its target, whatever else was named before', () => {
    expect(draftOf({ stream: 'orders', target: 'same-stream', into: 'other' }).into).toBe('orders');
  });

  test('with nonsense in it is what it would be without', () => {
    expect(draftOf({ stream: 'orders', from: 'yesterday', target: 'moon' })).toMatchObject({
      from: null,
      target: 'stream',
    });
  });

  test('keeps a name that was emptied apart from one that was never given', () => {
    expect(draftOf({ stream: 'orders', into: '\\' }).into).toBe('');
    expect(missingIn('target', draftOf({ stream: 'orders', into: '\\' }))).toBe('Name the stream to copy to.');
    expect(draftOf({ stream: 'orders', target: 'rewind' }).group).toBeNull();
    expect(draftOf({ stream: 'orders', target: 'rewind', group: '\\' }).group).toBe('');
  });

  test('is no change while something is missing, and says what', () => {
    expect(replayInputOf('main', draftOf({}))).toBeNull();
    expect(missingIn('source', draftOf({}))).toBe('Choose the stream to read from.');
    const backwards = draftOf({ stream: 'orders', from: '9-0', to: '8-0' });
    expect(missingIn('source', backwards)).toMatch(/ends before it begins/);
    expect(replayInputOf('main', backwards)).toBeNull();
    const noRate = draftOf({ stream: 'orders', rate: 'fast' });
    expect(missingIn('rate', noRate)).not.toBe('');
    expect(replayInputOf('main', noRate)).toBeNull();
    expect(missingIn('target', draftOf({ stream: 'orders', target: 'rewind' }))).not.toBe('');
  });

  test.each(['rewind', 'new-group'])('by %s copies nothing: a dialog of its own does it', (target) => {
    const draft = draftOf({ stream: 'orders', from: '5-0', to: '9-0', f: 'a:exists', target, group: 'g' });
    expect(replayInputOf('main', draft)).toBeNull();
    expect(stepsFor(draft)).toEqual(['source', 'target']);
    expect(stepOf({ step: 'filter' }, draft)).toBe('target');
  });
});

describe('the ends of a range', () => {
  test('are edited as moments where they stand for one, else as ids', () => {
    expect(editableMoment('1795176000000-0', NOW, 'utc')).toBe('2026-11-20 12:00:00');
    expect(editableMoment('1795176000123-18446744073709551615', NOW, 'utc')).toBe('2026-11-20 12:00:00.123');
    expect(editableMoment('1795176000000-3', NOW, 'utc')).toBe('1795176000000-3');
    expect(editableMoment('42-0', NOW, 'utc')).toBe('42-0');
  });

  test('say their time where ids are times', () => {
    expect(momentWords('1795176000000-3', NOW, 'utc')).toBe('20 Nov 12:00:00 UTC');
    expect(momentWords('42-0', NOW, 'utc')).toBe('');
  });
});
