import type { IncomingMessage } from 'node:http';
import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import type { RequestContext } from '@weir/api/access/request-context';
import { appRouter } from '@weir/api/router';
import { type Log, faultFields } from '../log/create-log.ts';

/** One call that passed all guards, on its way to the router. */
export interface Call {
  readonly request: IncomingMessage;
  readonly url: string;
  /** JSON text of a mutation. */
  readonly body: string | undefined;
  readonly context: RequestContext;
  readonly log: Log;
}

/** Has the router answer. Only what the router reads of the headers is passed on. */
export function callProcedure({ request, url, body, context, log }: Call): Promise<Response> {
  const headers = new Headers();
  const accept = request.headers['trpc-accept'];
  if (typeof accept === 'string') headers.set('trpc-accept', accept);
  const init: RequestInit = { method: request.method ?? 'GET', headers };
  if (body !== undefined) {
    headers.set('content-type', 'application/json');
    init.body = body;
  }
  return fetchRequestHandler({
    endpoint: '/trpc',
    // The origin is never read; a URL needs one.
    req: new Request(`http://console.invalid${url}`, init),
    router: appRouter,
    createContext: () => context,
    onError({ error, path }) {
      if (error.code !== 'INTERNAL_SERVER_ERROR') return;
      log.error({ procedure: path, ...faultFields(error.cause ?? error) }, 'a procedure did not work');
    },
  });
}
