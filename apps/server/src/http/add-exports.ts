import { roleCovers } from '@weir/api/access/role';
import type { Visitor } from '@weir/api/access/visitor';
import { auditFilter } from '@weir/api/audit/audit-filter';
import { auditLines } from '@weir/api/audit/audit-lines';
import { entriesWanted, exportedEntries } from '@weir/api/entries/exported-entries';
import { jobResults } from '@weir/api/jobs/job-results';
import { privacyReport } from '@weir/api/privacy/privacy-report';
import { privacyPlans } from '@weir/api/routers/privacy-router';
import type { AuditFilter } from '@weir/domain/audit/audit-record';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Readable } from 'node:stream';
import { isSameOrigin } from './host-guard.ts';
import type { HttpParts } from './http-parts.ts';
import { refusalBody } from './refusal-body.ts';

const TYPES = { csv: 'text/csv; charset=utf-8', ndjson: 'application/x-ndjson; charset=utf-8' } as const;
type Format = keyof typeof TYPES;

/** Files to take away: per-entry results of a job and the audit log. Read as they are sent, so their size does not matter. */
export function addExports(app: FastifyInstance, parts: HttpParts): void {
  app.get('/export/jobs/:file', async (request, reply) => {
    if (!(await mayRead(request, parts))) return refuse(reply, 401, 'Sign in first.');
    const named = /^([0-9a-z-]{1,80})\.(csv|ndjson)$/.exec(fileOf(request));
    const [, jobId = '', format = 'csv'] = named ?? [];
    const { journal } = parts.desk.tools;
    if (named === null || (await journal.job(jobId)) === undefined) return refuse(reply, 404, 'There is no such job.');
    return send(reply, `weir-${jobId}`, format as Format, jobResults(journal, jobId, format as Format));
  });

  app.get('/export/privacy.json', async (request, reply) => {
    const visitor = await visitorOf(request, parts);
    if (visitor === null || !roleCovers(visitor.role, 'reader'))
      return refuse(reply, 401, 'Sign in first, as a reader.');
    const plans = privacyPlans.safeParse((request.query as Record<string, string>)['plans']?.split(','));
    if (!plans.success) return refuse(reply, 400, 'This address cannot be read: plans=<id>,<id> is missing.');
    const report = await privacyReport(parts.desk.tools, plans.data, visitor.actor);
    return reply
      .header('content-disposition', 'attachment; filename="weir-privacy-report.json"')
      .type('application/json; charset=utf-8')
      .send(`${JSON.stringify(report, null, 2)}\n`);
  });

  app.get('/export/entries.:format', async (request, reply) => {
    const visitor = await visitorOf(request, parts);
    if (visitor === null || !roleCovers(visitor.role, 'reader'))
      return refuse(reply, 401, 'Sign in first, as a reader.');
    const { format } = request.params as { readonly format: string };
    const wanted = entriesWanted.safeParse(request.query);
    const watch = wanted.success ? parts.watches.get(wanted.data.connection) : undefined;
    if (!(format === 'csv' || format === 'ndjson') || !wanted.success || watch === undefined) {
      const sentence =
        'This address cannot be read: connection, stream, and optionally from, to and limit belong to it.';
      return refuse(reply, 400, sentence);
    }
    return send(reply, 'weir-entries', format, exportedEntries(watch.gateway, wanted.data, format));
  });

  app.get('/export/audit.:format', async (request, reply) => {
    if (!(await mayRead(request, parts))) return refuse(reply, 401, 'Sign in first.');
    const { format } = request.params as { readonly format: string };
    const filter = filterOf(request);
    if (!(format === 'csv' || format === 'ndjson') || filter === undefined) {
      return refuse(reply, 400, 'This address cannot be read: look at the filters of the audit page.');
    }
    return send(reply, 'weir-audit', format, auditLines(parts.desk.tools.audit, filter, format));
  });
}

async function mayRead(request: FastifyRequest, parts: HttpParts): Promise<boolean> {
  return (await visitorOf(request, parts)) !== null;
}

async function visitorOf(request: FastifyRequest, { identify }: HttpParts): Promise<Visitor | null> {
  const site = request.raw.headers['sec-fetch-site'];
  if (site !== undefined && site !== 'none' && !isSameOrigin(request.raw)) return null;
  return (await identify(request.raw)).visitor;
}

function fileOf(request: FastifyRequest): string {
  return (request.params as { readonly file: string }).file;
}

function filterOf(request: FastifyRequest): AuditFilter | undefined {
  const query = request.query as Record<string, string>;
  const { from, to, ...rest } = query;
  const filter = auditFilter.safeParse({
    ...rest,
    ...(from === undefined ? {} : { from: Number(from) }),
    ...(to === undefined ? {} : { to: Number(to) }),
  });
  // Sound: a filter that is undefined and one that is absent mean the same.
  return filter.success ? (filter.data as AuditFilter) : undefined;
}

function send(
  reply: FastifyReply,
  name: string,
  format: Format,
  lines: AsyncGenerator<string | Uint8Array>,
): FastifyReply {
  return reply
    .header('content-disposition', `attachment; filename="${name}.${format}"`)
    .type(TYPES[format])
    .send(Readable.from(lines));
}

function refuse(reply: FastifyReply, status: 400 | 401 | 404, sentence: string): FastifyReply {
  return reply.status(status).type('application/json').send(refusalBody({ status, sentence }));
}
