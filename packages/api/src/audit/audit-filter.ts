import { z } from 'zod';

const text = z.string().max(1_000).optional();

/** Filters of the audit log, as they stand in the address of its page and of its export. */
export const auditFilter = z.strictObject({
  connection: text,
  stream: z.string().max(1_000_000).optional(),
  group: z.string().max(1_000_000).optional(),
  actor: text,
  action: text,
  outcome: z.enum(['done', 'refused', 'partial', 'unknown', 'open']).optional(),
  text,
  from: z.number().optional(),
  to: z.number().optional(),
});
