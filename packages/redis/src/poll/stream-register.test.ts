import { expect, test } from 'vitest';
import { StreamRegister } from './stream-register.ts';

const NAMES = ['s:2', 's:10', 'b', 's:1', 'ä', 'a'];

test('streams are asked in the order of their names, whenever they were found, and each has its turn', () => {
  const register = new StreamRegister(['m'], () => ({ asks: [], commands: 0, micros: 0, likelyBytes: 0 }));
  for (const name of NAMES.slice(0, 3)) register.add(Buffer.from(name));
  const asked = (): readonly string[] => register.standing(0).map(({ stream }) => stream.name);
  expect(asked()).toEqual(['b', 'm', 's:10', 's:2']);
  for (const name of NAMES) register.add(Buffer.from(name));
  expect(asked()).toEqual(['a', 'b', 'm', 's:1', 's:10', 's:2', 'ä']);
  const turns = [0, 1, 2].flatMap(() => register.inTurn(3).map(({ name }) => name));
  expect(new Set(turns.slice(0, 7))).toEqual(new Set(asked()));
  expect(turns.slice(7)).toEqual(['a', 'b']);
});
