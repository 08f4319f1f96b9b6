import { policySettings } from '@weir/domain/policies/policy';
import { expect, test } from 'vitest';
import { saveMissing } from './save-view.ts';

const settings = policySettings.parse({
  name: 'n',
  connection: 'main',
  on: { stream: 'orders' },
  keep: { keep: 'needed' },
  schedule: { everyMs: 60_000 },
});
const asked = { settings, seen: 'dry-1', typed: 'orders', subject: 'orders', goesOn: false };

test('a policy is switched on when it is whole, was looked at, and the name was typed', () => {
  expect(saveMissing(asked)).toBe('');
  expect(saveMissing({ ...asked, settings: 'Give the policy a name.' })).toBe('Give the policy a name.');
  expect(saveMissing({ ...asked, seen: undefined })).toContain('counted');
  expect(saveMissing({ ...asked, typed: 'order' })).toBe('Type orders to switch it on.');
  expect(saveMissing({ ...asked, seen: undefined, typed: '', goesOn: true })).toBe('');
});
