import { describe, expect, test } from 'vitest';
import { leftAsItIs, undoHappenings, undoMoves, type UndoPreview } from './undo-view.ts';

const preview: UndoPreview = {
  of: 'undo',
  undoes: null,
  moves: [
    { now: 'worker-1', before: 'worker-7', count: 12 },
    { now: null, before: '', count: 3 },
  ],
  figures: [],
  stays: {
    reasons: [
      { reason: 'not-pending', count: 4 },
      { reason: 'other-owner', count: 1 },
    ],
    sample: [],
  },
};

describe('an undo in a dialog', () => {
  test('says who gets how many back, and how many are not listed', () => {
    expect(undoMoves(preview, 20)).toEqual({
      rows: [
        { key: '["worker-1","worker-7"]', from: 'worker-1', to: 'worker-7', count: 12 },
        { key: '[null,""]', from: null, to: '', count: 3 },
      ],
      others: 5,
    });
    expect(undoMoves({ ...preview, moves: [] }, 0)).toEqual({ rows: [], others: 0 });
  });

  test('counts what stays over all reasons', () => {
    expect(leftAsItIs(preview)).toEqual({ total: 5, sample: [] });
  });

  test('happens to groups as the plan says', () => {
    const sentence = ['They stay pending.'];
    expect(undoHappenings({ groups: [{ group: 'g', effect: 'none', entries: null, sentence }] })).toEqual([sentence]);
  });
});
