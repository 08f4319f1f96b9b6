import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { ReplyError, type Reply } from '../replies/reply.ts';
import { encodeCommand } from './encode-command.ts';
import { encodeReply } from './encode-reply.ts';
import { ReplyCursor } from './reply-cursor.ts';
import { REPLY_LIMITS, UnreadableReply } from './reply-limits.ts';
import { ReplyScanner } from './reply-scanner.ts';

const leaf = fc.oneof(
  fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes)),
  fc.maxSafeInteger(),
  fc.constant(null),
  fc.constantFrom(new ReplyError('WRONGTYPE no stream'), new ReplyError('ERR no such key')),
  fc.constantFrom('OK', 'QUEUED'),
);
const { reply } = fc.letrec<{ reply: Reply }>((tie) => ({
  reply: fc.oneof({ depthSize: 'small' }, leaf, fc.array(tie('reply'), { maxLength: 6 })),
}));

/** Cuts the bytes at these places and feeds the pieces one by one. */
function feed(bytes: Buffer, cuts: readonly number[], take: (scanner: ReplyScanner) => void): void {
  const scanner = new ReplyScanner();
  const places = [...new Set(cuts.map((cut) => cut % (bytes.length + 1)))].toSorted((a, b) => a - b);
  let from = 0;
  for (const to of [...places, bytes.length]) {
    // A copy each time, as a socket gives it, so that a view into an earlier chunk would show.
    scanner.push(Buffer.from(bytes.subarray(from, to)));
    from = to;
    take(scanner);
  }
  expect(scanner.waiting).toBe(0);
}

describe('replies that arrive in pieces', () => {
  test('come out whole and in order, however they were cut', () => {
    fc.assert(
      fc.property(
        fc.array(reply, { minLength: 1, maxLength: 8 }),
        fc.array(fc.nat(), { maxLength: 12 }),
        (replies, cuts) => {
          const read: Reply[] = [];
          feed(Buffer.concat(replies.map(encodeReply)), cuts, (scanner) => {
            for (let raw = scanner.take(1); raw !== undefined; raw = scanner.take(1)) {
              read.push(new ReplyCursor(Buffer.from(raw)).value());
            }
          });
          expect(read).toEqual(replies);
        },
      ),
      { numRuns: 500 },
    );
  });

  test('come out in groups of several replies', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(reply, reply), { minLength: 1, maxLength: 5 }),
        fc.array(fc.nat()),
        (pairs, cuts) => {
          const read: string[] = [];
          feed(Buffer.concat(pairs.flat().map(encodeReply)), cuts, (scanner) => {
            for (let raw = scanner.take(2); raw !== undefined; raw = scanner.take(2)) read.push(raw.toString('latin1'));
          });
          expect(read).toEqual(pairs.map((pair) => Buffer.concat(pair.map(encodeReply)).toString('latin1')));
        },
      ),
    );
  });

  test('are cut at every single place', () => {
    const bytes = encodeReply([Buffer.from('a\r\nb'), 7, null, [new ReplyError('ERR x'), Buffer.alloc(0)], -12]);
    for (let cut = 0; cut <= bytes.length; cut += 1) {
      const read: number[] = [];
      feed(bytes, [cut], (scanner) => {
        const raw = scanner.take(1);
        if (raw !== undefined) read.push(raw.length);
      });
      expect(read).toEqual([bytes.length]);
    }
  });

  test('survive being larger than any chunk', () => {
    const large = Buffer.alloc(3_000_000, 'x');
    const bytes = encodeReply([large, 1, large]);
    const scanner = new ReplyScanner();
    let whole: Buffer | undefined;
    for (let at = 0; at < bytes.length; at += 65_536) {
      expect(whole).toBeUndefined();
      scanner.push(bytes.subarray(at, at + 65_536));
      whole = scanner.take(1);
    }
    expect(whole?.equals(bytes)).toBe(true);
  });
});

describe('a reply that was seen before', () => {
  const [before, other] = [encodeReply([1, Buffer.from('abc')]), encodeReply([1, Buffer.from('abd')])];

  test('is taken as the same, and the next one is read from behind it', () => {
    const scanner = new ReplyScanner();
    scanner.push(Buffer.concat([before, other]));
    expect(scanner.takeSame(before)).toBe(true);
    expect(scanner.takeSame(before)).toBe(false);
    expect(scanner.take(1)?.equals(other)).toBe(true);
  });

  test('is not taken while a part of it is missing, nor once reading it has begun', () => {
    const scanner = new ReplyScanner();
    scanner.push(before.subarray(0, 8));
    expect(scanner.takeSame(before)).toBe(false);
    expect(scanner.take(1)).toBeUndefined();
    scanner.push(before.subarray(8));
    expect(scanner.takeSame(before)).toBe(false);
    expect(scanner.take(1)?.equals(before)).toBe(true);
  });
});

describe('what is no reply or too large', () => {
  test.each(['HTTP/1.1 200 OK\r\n', '\x15\x03\x01\r\n', '$x\r\n', '*1x\r\n', '$\r\n', '$3\r\nabcde', '$-2\r\n'])(
    '%j is told apart at once',
    (text) => expect(refused(text).tooLarge).toBe(false),
  );

  test.each([
    `$${REPLY_LIMITS.bulkBytes + 1}\r\n`,
    `*${REPLY_LIMITS.elements + 1}\r\n`,
    '*1\r\n'.repeat(REPLY_LIMITS.depth + 1),
    `*2\r\n*${REPLY_LIMITS.elements - 1}\r\n`,
    `+${'x'.repeat(REPLY_LIMITS.lineBytes + 2)}`,
  ])('a reply over a limit is refused before its bytes are here', (text) => expect(refused(text).tooLarge).toBe(true));

  test('nesting up to the limit is read', () => {
    const scanner = new ReplyScanner();
    scanner.push(Buffer.from(`${'*1\r\n'.repeat(REPLY_LIMITS.depth)}:1\r\n`));
    expect(scanner.take(1)).toBeDefined();
  });
});

describe('numbers and names', () => {
  test.each([
    ['9007199254740991', 9_007_199_254_740_991],
    ['9007199254740992', '9007199254740992'],
    ['18446744073709551615', '18446744073709551615'],
    ['-9223372036854775808', '-9223372036854775808'],
    ['-5', -5],
    ['0', 0],
  ])('%s stays exact', (text, value) => {
    expect(new ReplyCursor(Buffer.from(`:${text}\r\n`)).exactInteger()).toBe(value);
  });

  test('a field is found by its name wherever it stands, and a strange one is none', () => {
    const names = ['length', 'groups'].map((name) => Buffer.from(name));
    const cursor = new ReplyCursor(
      Buffer.concat(['groups', 'strange', 'length'].map((name) => encodeReply(Buffer.from(name)))),
    );
    expect([cursor.field(names, 0), cursor.field(names, 1), cursor.field(names, 2)]).toEqual([1, -1, 0]);
  });

  test('a command is encoded with the length of its bytes, not of its characters', () => {
    expect(encodeCommand(['XLEN', 'é', Buffer.from([0xff, 0x0d, 0x0a])]).toString('latin1')).toBe(
      '*3\r\n$4\r\nXLEN\r\n$2\r\n\xc3\xa9\r\n$3\r\n\xff\r\n\r\n',
    );
  });
});

function refused(text: string): UnreadableReply {
  const scanner = new ReplyScanner();
  scanner.push(Buffer.from(text, 'latin1'));
  try {
    scanner.take(1);
  } catch (failure) {
    if (failure instanceof UnreadableReply) return failure;
  }
  throw new Error(`${JSON.stringify(text)} was taken`);
}
