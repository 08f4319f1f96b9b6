import type { FailureReason } from '@weir/domain/errors/console-error';
import type { Refusal } from './host-guard.ts';

/** A refusal in the shape in which procedures answer failures, so that clients need one way to read them. */
export function refusalBody({ status, sentence }: Refusal): string {
  const data = { reason: REASONS[status], sentence, httpStatus: status };
  return JSON.stringify({ error: { message: sentence, code: -32_600, data } });
}

const REASONS: Readonly<Record<Refusal['status'], FailureReason>> = {
  400: 'bad-input',
  401: 'not-signed-in',
  403: 'not-permitted',
  404: 'not-found',
  405: 'bad-input',
  413: 'too-large',
  415: 'bad-input',
  421: 'refused',
  429: 'busy',
};
