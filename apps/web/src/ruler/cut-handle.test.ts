import { expect, test } from 'vitest';
import { afterKey } from './cut-handle.tsx';

test('arrow keys move the cut by a hundredth, with Shift by a tenth, and never past the ends', () => {
  expect(afterKey('ArrowRight', false, 0.5)).toBeCloseTo(0.51);
  expect(afterKey('ArrowLeft', true, 0.5)).toBeCloseTo(0.4);
  expect(afterKey('ArrowLeft', true, 0.05)).toBe(0);
  expect(afterKey('End', false, 0.5)).toBe(1);
  expect(afterKey('Enter', false, 0.5)).toBeUndefined();
});
