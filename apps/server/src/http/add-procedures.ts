import { ConsoleError } from '@weir/domain/errors/console-error';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Readable } from 'node:stream';
import { callProcedure } from './call-procedure.ts';
import { checkedJson } from './checked-json.ts';
import type { Refusal } from './host-guard.ts';
import type { HttpParts } from './http-parts.ts';
import { refuseCall } from './mutation-guard.ts';
import { refusalBody } from './refusal-body.ts';

const PREFIX = '/trpc/';

/** Routes of the API: guards first, then the router of the api package. */
export function addProcedures(app: FastifyInstance, parts: HttpParts): void {
  // Bodies stay text: they are checked here and parsed by the router.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));
  app.all(`${PREFIX}*`, {
    // Before the body is read: what is refused anyway is not listened to.
    onRequest: async (request, reply) => {
      const refusal = refuseAddress(request) ?? refuseCall(request.raw, pathOf(request), isBatch(request));
      return refusal === undefined ? undefined : refuse(reply, refusal);
    },
    handler: (request, reply) => answer(request, reply, parts),
  });
}

async function answer(request: FastifyRequest, reply: FastifyReply, parts: HttpParts): Promise<unknown> {
  const body = typeof request.body === 'string' ? request.body : undefined;
  const refusal = refuseJson(body, request);
  if (refusal !== undefined) return refuse(reply, refusal);
  const caller = await parts.identify(request.raw);
  const cookies: string[] = [];
  const context = parts.context(caller, request.ip, (cookie) => cookies.push(cookie));
  const response = await callProcedure({
    request: request.raw,
    url: request.raw.url ?? '',
    body,
    context,
    log: parts.log,
  });
  void reply.status(response.status);
  for (const name of ['content-type', 'vary', 'allow']) {
    const value = response.headers.get(name);
    if (value !== null) void reply.header(name, value);
  }
  // Signing in and out are single calls: their answers are whole before the headers leave.
  const streams = response.headers.get('content-type')?.includes('jsonl') ?? false;
  if (streams && response.body !== null) return reply.send(Readable.from(response.body));
  const text = await response.text();
  if (cookies.length > 0) void reply.header('set-cookie', cookies);
  if (pathOf(request) === 'session.logout') void reply.header('clear-site-data', '"cache"');
  return reply.send(text);
}

function refuse(reply: FastifyReply, refusal: Refusal): FastifyReply {
  return reply.status(refusal.status).type('application/json').send(refusalBody(refusal));
}

function refuseAddress(request: FastifyRequest): Refusal | undefined {
  const path = pathOf(request);
  const known = /^[a-zA-Z.,]+$/.test(path) && !path.split(/[.,]/).some((part) => part in Object.prototype);
  return known ? undefined : { status: 404, sentence: 'There is no procedure of that name.' };
}

function refuseJson(body: string | undefined, request: FastifyRequest): Refusal | undefined {
  try {
    if (body) checkedJson(body);
    const input = new URLSearchParams(queryOf(request)).get('input');
    if (input) checkedJson(input);
    return undefined;
  } catch (error) {
    const sentence = error instanceof ConsoleError ? error.sentence : 'The request cannot be read.';
    return { status: 400, sentence };
  }
}

function pathOf(request: FastifyRequest): string {
  const [path = ''] = (request.raw.url ?? '').slice(PREFIX.length).split('?', 1);
  return path.replaceAll(/%2c/gi, ',');
}

function queryOf(request: FastifyRequest): string {
  const url = request.raw.url ?? '';
  const mark = url.indexOf('?');
  return mark === -1 ? '' : url.slice(mark + 1);
}

function isBatch(request: FastifyRequest): boolean {
  return new URLSearchParams(queryOf(request)).get('batch') === '1';
}
