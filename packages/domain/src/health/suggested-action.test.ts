import { expect, test } from 'vitest';
import { HEALTH_RULES } from './catalogue.ts';
import { suggestedAction } from './suggested-action.ts';

test('every rule but those that pass by themselves has one next step', () => {
  const without = HEALTH_RULES.filter(({ name }) => suggestedAction(name, 'w7') === undefined).map(({ name }) => name);
  expect(without).toEqual(['catching-up', 'rewound']);
});

test('the step is filled in with what the trouble is about', () => {
  expect(suggestedAction('dead-consumer', 'w7')).toEqual({ do: 'claim', consumer: 'w7' });
  expect(suggestedAction('slow-consumer', 'w7')).toEqual({ do: 'pending', consumer: 'w7' });
  expect(suggestedAction('poison-entry', '7-1')).toEqual({ do: 'pending', entry: '7-1' });
  expect(suggestedAction('poison-entry', '')).toEqual({ do: 'pending', deliveries: 3 });
  expect(suggestedAction('ghosts', '')).toEqual({ do: 'acknowledge-gone' });
});

test('nobody is claimed from who is not named', () => {
  expect(suggestedAction('dead-consumer', '')).toEqual({ do: 'pending' });
});

test('there is nothing to do about what is well', () => {
  for (const status of ['healthy', 'idle', 'batch', 'unknown']) expect(suggestedAction(status, '')).toBeUndefined();
});
