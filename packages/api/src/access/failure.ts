import { TRPCError } from '@trpc/server';
import { ConsoleError, type FailureReason } from '@weir/domain/errors/console-error';

/** What a failure tells a client: a reason from the closed list and a sentence of ours, never a library's text. */
export interface Failure {
  readonly reason: FailureReason;
  readonly sentence: string;
}

type Code = TRPCError['code'];

const CODES = {
  'bad-input': 'BAD_REQUEST',
  'not-found': 'NOT_FOUND',
  'not-permitted': 'FORBIDDEN',
  'not-signed-in': 'UNAUTHORIZED',
  'not-connected': 'SERVICE_UNAVAILABLE',
  'timed-out': 'GATEWAY_TIMEOUT',
  unsupported: 'UNPROCESSABLE_CONTENT',
  'wrong-type': 'CONFLICT',
  'too-large': 'PAYLOAD_TOO_LARGE',
  refused: 'PRECONDITION_FAILED',
  busy: 'TOO_MANY_REQUESTS',
  internal: 'INTERNAL_SERVER_ERROR',
} as const satisfies Record<FailureReason, Code>;

export function codeOf(reason: FailureReason): Code {
  return CODES[reason];
}

/** The failure as a client may see it, whatever was thrown. */
export function failureOf(error: TRPCError): Failure {
  const cause = error.cause;
  if (cause instanceof ConsoleError) return { reason: cause.reason, sentence: cause.sentence };
  switch (error.code) {
    case 'BAD_REQUEST':
    case 'PARSE_ERROR':
      return { reason: 'bad-input', sentence: `The request could not be read${fieldsAtFault(cause)}.` };
    case 'NOT_FOUND':
      return { reason: 'not-found', sentence: 'There is no procedure of that name.' };
    case 'METHOD_NOT_SUPPORTED':
      return { reason: 'bad-input', sentence: 'Queries are asked with GET, mutations with POST.' };
    case 'UNSUPPORTED_MEDIA_TYPE':
      return { reason: 'bad-input', sentence: 'Send application/json.' };
    case 'PAYLOAD_TOO_LARGE':
      return { reason: 'too-large', sentence: 'The request is too large.' };
    default:
      return {
        reason: 'internal',
        sentence: 'Something inside Weir did not work. The log of the server has the reason.',
      };
  }
}

// Names of our own fields only: the text of a schema library, and what the caller sent, stay out of the answer.
function fieldsAtFault(cause: unknown): string {
  if (!(cause instanceof Error) || !('issues' in cause) || !Array.isArray(cause.issues)) return '';
  const fields = new Set<string>();
  for (const issue of cause.issues as unknown[]) {
    if (typeof issue !== 'object' || issue === null || !('path' in issue) || !Array.isArray(issue.path)) continue;
    fields.add(issue.path.length === 0 ? 'the fields it has' : issue.path.map(String).join('.'));
  }
  return fields.size === 0 ? '' : `: look at ${[...fields].slice(0, 5).join(', ')}`;
}
