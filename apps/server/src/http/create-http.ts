import { fastify, type FastifyInstance } from 'fastify';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { faultFields } from '../log/create-log.ts';
import { answerUnread } from './answer-unread.ts';
import { addExports } from './add-exports.ts';
import { addProcedures } from './add-procedures.ts';
import { isOwnHost, isSameOrigin, refuseHost } from './host-guard.ts';
import type { HttpParts } from './http-parts.ts';
import { notFound } from './not-found.ts';
import { readiness } from './readiness.ts';
import { refusalBody } from './refusal-body.ts';
import { securityHeaders } from './security-headers.ts';
import type { StaticUi } from './static-ui.ts';

const BODY_BYTES = 1024 * 1024;

export interface Http {
  readonly app: FastifyInstance;
  readonly server: Server;
}

/** The HTTP side of the console. Guards run before any route, on the bare request. */
export function createHttp(parts: HttpParts): Http {
  let server: Server | undefined;
  const app = fastify({
    bodyLimit: BODY_BYTES,
    logger: false,
    forceCloseConnections: true,
    requestTimeout: 30_000,
    routerOptions: { maxParamLength: 4_096 },
    serverFactory(handle) {
      server = createServer({ maxHeaderSize: 32 * 1024, headersTimeout: 15_000 }, (request, response) => {
        if (!refuseEarly(parts, request, response)) handle(request, response);
      });
      return server;
    },
    frameworkErrors(_error, _request, reply) {
      // Addresses that cannot be decoded; the reply's types know no route here.
      reply.raw.writeHead(400, { 'content-type': 'application/json' });
      reply.raw.end(refusalBody({ status: 400, sentence: 'This address cannot be read.' }));
    },
    clientErrorHandler: answerUnread,
  });
  app.setErrorHandler((error, _request, reply) => {
    const status = statusOf(error);
    if (status === 500) parts.log.error(faultFields(error), 'a request did not work');
    return reply.status(status).type('application/json').send(errorBody(status));
  });
  app.setNotFoundHandler((request, reply) => {
    const { type, body } = notFound(request.raw.url ?? '/', request.raw.headers.accept, parts.ui);
    return reply.status(404).header('vary', 'accept').type(type).send(body);
  });
  addProcedures(app, parts);
  addExports(app, parts);
  addProbes(app, parts);
  addUi(app, parts.ui);
  if (server === undefined) throw new Error('the HTTP server was not made');
  return { app, server };
}

/** True when the request was answered here: it was not meant for this console. */
function refuseEarly(parts: HttpParts, request: IncomingMessage, response: ServerResponse): boolean {
  const refusal = refuseHost(request, parts.port(), parts.allowedHosts);
  const headers = securityHeaders(refusal === undefined ? request.headers.host : undefined);
  for (const [name, value] of Object.entries(headers)) if (value !== undefined) response.setHeader(name, value);
  if (refusal === undefined) return false;
  response.writeHead(refusal.status, { 'content-type': 'application/json', connection: 'close' });
  response.end(refusalBody(refusal));
  return true;
}

const OF_PROXIES = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip'] as const;

function addProbes(app: FastifyInstance, { watches, metrics, port, identify }: HttpParts): void {
  app.get('/healthz', (_request, reply) => reply.type('text/plain').send('alive\n'));

  app.get('/readyz', (_request, reply) => {
    const state = readiness(watches);
    return reply
      .status(state.ready ? 200 : 503)
      .type('application/json')
      .send(JSON.stringify(state));
  });

  app.get('/metrics', async (request, reply) => {
    // Scrapers on this machine need no token; through a proxy, or from a page, somebody has to vouch.
    const { host = '', 'sec-fetch-site': site, ...headers } = request.raw.headers;
    const isForwarded = OF_PROXIES.some((name) => headers[name] !== undefined);
    const local = isOwnHost(host.toLowerCase(), port()) && !isForwarded && site === undefined;
    if (
      !local &&
      ((await identify(request.raw)).visitor === null || (site !== undefined && !isSameOrigin(request.raw)))
    ) {
      return reply.status(401).type('text/plain').send('Send a bearer token.\n');
    }
    return reply.type('text/plain; version=0.0.4; charset=utf-8').send(await metrics.read());
  });
}

function addUi(app: FastifyInstance, ui: StaticUi): void {
  app.get('/*', (request, reply) => {
    const [path = '/'] = (request.raw.url ?? '/').split('?', 1);
    const found = ui.find(path);
    if (found !== undefined) return reply.header('cache-control', found.cacheControl).type(found.type).send(found.body);
    if (!ui.built && path === '/') {
      return reply.status(503).type('text/plain').send('The pages of Weir are not built yet: npm run build\n');
    }
    return reply.callNotFound();
  });
}

function statusOf(error: unknown): 400 | 413 | 415 | 500 {
  const code = typeof error === 'object' && error !== null && 'statusCode' in error ? error.statusCode : 500;
  if (code === 413 || code === 415) return code;
  return typeof code === 'number' && code >= 400 && code < 500 ? 400 : 500;
}

function errorBody(status: 400 | 413 | 415 | 500): string {
  if (status === 500) {
    const sentence = 'Something inside Weir did not work. The log of the server has the reason.';
    return JSON.stringify({
      error: { message: sentence, code: -32_603, data: { reason: 'internal', sentence, httpStatus: 500 } },
    });
  }
  const sentences = {
    400: 'The request cannot be read.',
    413: 'A request may have at most 1 MiB.',
    415: 'Send application/json.',
  } as const;
  return refusalBody({ status, sentence: sentences[status] });
}
