import { TRPCError } from '@trpc/server';
import { ConsoleError } from '@weir/domain/errors/console-error';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { codeOf, failureOf } from './failure.ts';

const SECRET = 'redis://user:hunter2@10.0.0.5';

describe('what a failure tells a client', () => {
  test('a failure of Weir is told in its own words', () => {
    const cause = new ConsoleError('timed-out', 'Redis did not answer within 5 s.');
    expect(failureOf(new TRPCError({ code: codeOf('timed-out'), cause }))).toEqual({
      reason: 'timed-out',
      sentence: 'Redis did not answer within 5 s.',
    });
  });

  test.each([
    new TRPCError({ code: 'INTERNAL_SERVER_ERROR', message: SECRET, cause: new Error(SECRET) }),
    new TRPCError({ code: 'BAD_REQUEST', message: SECRET, cause: new Error(SECRET) }),
    new TRPCError({ code: 'NOT_FOUND', message: SECRET }),
    new TRPCError({ code: 'TIMEOUT', message: SECRET }),
    new TRPCError({ code: 'METHOD_NOT_SUPPORTED', message: SECRET }),
  ])('text of a library is not told: $code', (error) => {
    expect(JSON.stringify(failureOf(error))).not.toContain('hunter2');
  });

  test('input that does not fit names our fields, never the value', () => {
    const parsed = z
      .strictObject({ limit: z.int(), stream: z.string() })
      .safeParse({ limit: SECRET, stream: 1, [SECRET]: 1 });
    const failure = failureOf(new TRPCError({ code: 'BAD_REQUEST', cause: parsed.error }));
    expect(failure.sentence).toBe('The request could not be read: look at limit, stream, the fields it has.');
  });

  test('every reason has a status of its own kind', () => {
    expect([codeOf('not-signed-in'), codeOf('not-permitted'), codeOf('not-found')]).toEqual([
      'UNAUTHORIZED',
      'FORBIDDEN',
      'NOT_FOUND',
    ]);
    expect(codeOf('internal')).toBe('INTERNAL_SERVER_ERROR');
  });
});
