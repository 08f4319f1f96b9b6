import { describe, expect, test } from 'vitest';
import { encodeReply } from '../resp/encode-reply.ts';
import { ReplyCursor } from '../resp/reply-cursor.ts';
import { ReplyError, type Reply } from './reply.ts';
import { readXinfoConsumers } from './xinfo-consumers.ts';
import { readXinfoGroups } from './xinfo-groups.ts';
import { readXinfoStream } from './xinfo-stream.ts';
import { readXpendingList } from './xpending-list.ts';

const cursor = (reply: Reply): ReplyCursor => new ReplyCursor(encodeReply(reply));
const text = (word: string): Buffer => Buffer.from(word);
/** A flat field list as servers send it. */
type Pair = readonly [string, Reply];
const fields = (...pairs: readonly Pair[]): Reply => pairs.flatMap(([name, value]) => [text(name), value]);
const entry = (id: string, bytes: number): Reply => [text(id), [text('body'), Buffer.alloc(bytes, 'x')]];

describe('XINFO STREAM', () => {
  test('of 7.0 and later gives all figures and passes over the payload', () => {
    const reply = fields(
      ['length', 2],
      ['radix-tree-keys', 1],
      ['radix-tree-nodes', 2],
      ['last-generated-id', text('9-1')],
      ['max-deleted-entry-id', text('3-0')],
      ['entries-added', 7],
      ['recorded-first-entry-id', text('4-0')],
      ['groups', 1],
      ['first-entry', entry('4-0', 10)],
      ['last-entry', entry('9-0', 5_000)],
    );
    expect(readXinfoStream(cursor(reply))).toMatchObject({
      length: 2,
      lastGeneratedId: '9-1',
      maxDeletedId: '3-0',
      entriesAdded: 7,
      firstId: '4-0',
      lastId: '9-0',
    });
    const read = readXinfoStream(cursor(reply));
    expect(read instanceof ReplyError ? 0 : read.largestEntryBytes).toBeGreaterThan(5_000);
  });

  test('of 6.2 and older, in another order and without counters, leaves them out', () => {
    const reply = fields(
      ['length', 0],
      ['last-generated-id', text('9-1')],
      ['groups', 0],
      ['first-entry', null],
      ['last-entry', null],
    );
    const read = readXinfoStream(cursor(reply));
    expect(read).toMatchObject({ length: 0, firstId: null, lastId: null });
    expect(read).toMatchObject({ entriesAdded: undefined, maxDeletedId: undefined });
  });

  test('of later servers is read through fields that are not known here', () => {
    const reply = fields(
      ['idmp-duration', 100],
      ['length', 1],
      ['nested', [text('x'), [1, null]]],
      ['last-generated-id', text('1-0')],
      ['entries-added', 1],
      ['first-entry', entry('1-0', 1)],
      ['last-entry', entry('1-0', 1)],
    );
    expect(readXinfoStream(cursor(reply))).toMatchObject({ length: 1, entriesAdded: 1, lastId: '1-0' });
  });

  test('takes a counter that a number cannot hold for unknown', () => {
    const reply = fields(['length', 0], ['last-generated-id', text('1-0')], ['entries-added', '9223372036854775807']);
    const bytes = Buffer.from(encodeReply(reply).toString('latin1').replace('+92', ':92'), 'latin1');
    expect(readXinfoStream(new ReplyCursor(bytes))).toMatchObject({ entriesAdded: undefined });
  });

  test('hands an error on', () => {
    expect(readXinfoStream(cursor(new ReplyError('ERR no such key')))).toEqual(new ReplyError('ERR no such key'));
  });
});

describe('XINFO GROUPS', () => {
  test('tells "the server does not know" from "this server has no such field"', () => {
    const common: Pair[] = [
      ['name', text('g')],
      ['consumers', 1],
      ['pending', 2],
      ['last-delivered-id', text('5-0')],
    ];
    const reply = [
      fields(...common),
      fields(...common, ['entries-read', null], ['lag', null]),
      fields(...common, ['lag', -995], ['entries-read', 999]),
    ];
    expect(readXinfoGroups(cursor(reply))).toMatchObject([
      { position: '5-0', entriesRead: undefined, lag: undefined },
      { entriesRead: null, lag: null },
      { entriesRead: 999, lag: -995 },
    ]);
  });

  test('keeps names that are no text apart', () => {
    const group = (name: Buffer): Reply => fields(['name', name], ['last-delivered-id', text('0-0')]);
    const read = readXinfoGroups(
      cursor([group(Buffer.from([0xff])), group(Buffer.from([0xfe])), group(text('\\xff'))]),
    );
    expect(read).toMatchObject([{ group: '\\xff' }, { group: '\\xfe' }, { group: '\\\\xff' }]);
  });
});

test('XINFO CONSUMERS tells never active from not told', () => {
  const common: Pair[] = [
    ['name', text('c')],
    ['pending', 3],
    ['idle', 40],
  ];
  const reply = [fields(...common), fields(...common, ['inactive', -1]), fields(...common, ['inactive', 9])];
  expect(readXinfoConsumers(cursor(reply))).toEqual([
    { consumer: 'c', pending: 3, idleMs: 40, inactiveMs: undefined },
    { consumer: 'c', pending: 3, idleMs: 40, inactiveMs: null },
    { consumer: 'c', pending: 3, idleMs: 40, inactiveMs: 9 },
  ]);
});

const row = (id: string, consumer: string, deliveries: number): Reply => [text(id), text(consumer), 10, deliveries];

test('a page of XPENDING gives its ends, the first of the worst and the one asked for', () => {
  const page = [row('1-0', 'a', 1), row('2-0', 'b', 4), row('3-0', '', 1), row('4-0', 'c', 4), row('5-0', 'a', 2)];
  expect(readXpendingList(cursor(page), '3-0' as never)).toMatchObject({
    rows: 5,
    first: { id: '1-0' },
    worst: { id: '2-0', consumer: 'b', deliveries: 4 },
    sought: { id: '3-0', consumer: '' },
    lastId: '5-0',
  });
  expect(readXpendingList(cursor([]), undefined)).toEqual({ rows: 0 });
});
