import { expect, test } from 'vitest';
import { commandLines } from './commands-view.ts';

test('a block tells verbs, comments and continued lines apart', () => {
  expect(commandLines(['# list', 'XPENDING orders ledger\n  IDLE 100 - + 10', 'PING'])).toEqual([
    { key: '0', kind: 'comment', verb: '', rest: '# list' },
    { key: '1', kind: 'command', verb: 'XPENDING', rest: ' orders ledger' },
    { key: '2', kind: 'continued', verb: '', rest: '  IDLE 100 - + 10' },
    { key: '3', kind: 'command', verb: 'PING', rest: '' },
  ]);
});
