import type { IncomingMessage } from 'node:http';
import { bearerOf } from '../identity/identify.ts';
import { isSameOrigin, type Refusal } from './host-guard.ts';

const BATCH_MOST = 10;

/**
 * What every call of a procedure must hold before it is looked at. A browser sends cookies along with requests of
 * other pages, so without a bearer token a mutation needs a header and an origin that other pages cannot produce.
 */
export function refuseCall(request: IncomingMessage, path: string, isBatch: boolean): Refusal | undefined {
  const calls = path.split(',');
  if (calls.length > BATCH_MOST) return { status: 400, sentence: `At most ${BATCH_MOST} queries go into one request.` };
  if (calls.length > 1 && !isBatch) return { status: 404, sentence: 'There is no procedure of that name.' };
  switch (request.method) {
    case 'GET':
      return refuseQuery(request);
    case 'POST':
      return calls.length > 1 ? { status: 400, sentence: 'Mutations are sent one by one.' } : refuseMutation(request);
    default:
      return { status: 405, sentence: 'Queries are asked with GET, mutations with POST.' };
  }
}

function refuseQuery(request: IncomingMessage): Refusal | undefined {
  const site = request.headers['sec-fetch-site'];
  if (site === undefined || site === 'same-origin' || site === 'none') return undefined;
  return { status: 403, sentence: 'Another page may not ask this console.' };
}

function refuseMutation(request: IncomingMessage): Refusal | undefined {
  // Everything looser than the exact value is something a form of another page can send.
  if (request.headers['content-type'] !== 'application/json') {
    return { status: 415, sentence: 'Send a mutation with content-type: application/json.' };
  }
  if (bearerOf(request.headers) !== undefined) return undefined;
  if (request.headers['x-weir'] !== '1')
    return { status: 403, sentence: 'A mutation of a browser session needs x-weir: 1.' };
  if (!isSameOrigin(request)) return { status: 403, sentence: 'Another page may not change anything here.' };
  return undefined;
}
