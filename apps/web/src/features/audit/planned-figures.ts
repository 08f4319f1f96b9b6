import { formatCount } from '@weir/domain/metrics/format-figures';
import { z } from 'zod';

/** One figure before and after, as the plan had it. */
export interface PlannedFigure {
  readonly name: string;
  readonly before: string;
  readonly after: string;
}

export interface PlannedFigures {
  readonly title: string;
  readonly figures: readonly PlannedFigure[];
}

// A record may be from another version of Weir: whatever does not look as expected is left out, never guessed.
const claim = z.object({
  of: z.literal('claim'),
  from: z.array(z.object({ consumer: z.string(), count: z.number() })),
  to: z.array(z.object({ consumer: z.string(), gets: z.number(), pendingNow: z.number() })),
});
const acknowledge = z.object({
  of: z.literal('acknowledge'),
  from: z.array(z.object({ consumer: z.string(), count: z.number() })),
});
const deadLetter = z.object({
  of: z.literal('dead-letter'),
  from: z.array(z.object({ consumer: z.string(), count: z.number() })),
  to: z.string(),
  targetLength: z.number().nullable(),
});
const redrive = z.object({
  of: z.literal('redrive'),
  parts: z.array(z.object({ to: z.string(), count: z.number(), targetLength: z.number().nullable() })),
});
const resend = z.object({ of: z.literal('resend-entry'), to: z.string(), targetLength: z.number().nullable() });
const trim = z.object({ of: z.literal('trim'), length: z.number(), keeps: z.number() });
const createGroup = z.object({
  of: z.literal('create-group'),
  position: z.string(),
  unread: z.object({ count: z.number() }),
});
const destroyGroup = z.object({ of: z.literal('destroy-group'), position: z.string(), pending: z.number() });
const moveGroup = z.object({ of: z.literal('move-group'), from: z.string(), to: z.string() });
const createConsumer = z.object({ of: z.literal('create-consumer') });
const deleteStream = z.object({ of: z.literal('delete-stream'), length: z.number(), groups: z.number() });
const removeConsumer = z.object({
  of: z.literal('remove-consumer'),
  consumers: z.array(z.object({ consumer: z.string(), pending: z.number() })),
  to: z.object({ consumer: z.string(), gets: z.number(), pendingNow: z.number() }).nullable(),
});
const replay = z.object({ of: z.literal('replay'), targetLength: z.number().nullable() });

const undo = z.object({
  of: z.literal('undo'),
  moves: z.array(z.object({ now: z.string().nullable(), before: z.string().nullable(), count: z.number() })),
  figures: z.array(z.object({ what: z.string(), now: z.string(), before: z.string() })),
});

const deleted = z.object({ of: z.literal('delete-entries'), length: z.number() });
const target = z.object({
  of: z.enum(['add-entry', 'restore']),
  length: z.number().nullish(),
  targetLength: z.number().nullish(),
});

const planned = z.object({
  input: z
    .object({ target: z.object({ stream: z.string() }).optional() })
    .optional()
    .catch(undefined),
  preview: z.discriminatedUnion('of', [
    acknowledge,
    claim,
    createConsumer,
    createGroup,
    deadLetter,
    deleted,
    deleteStream,
    destroyGroup,
    moveGroup,
    redrive,
    removeConsumer,
    replay,
    resend,
    target,
    trim,
    undo,
  ]),
});

/** Before → after of a record's plan; null where the plan has no such figures. `done` is what really was done. */
export function plannedFigures(detail: unknown, done: number | null): PlannedFigures | null {
  const read = planned.safeParse(detail);
  if (!read.success) return null;
  const { preview, input } = read.data;
  switch (preview.of) {
    case 'claim':
      return {
        title: 'Pending, as planned',
        figures: [
          ...preview.from.map(({ consumer, count }) => ({
            name: consumer,
            before: '',
            after: `gives ${whole(count)}`,
          })),
          ...preview.to.map(({ consumer, gets, pendingNow }) => ({
            name: consumer,
            before: whole(pendingNow),
            after: whole(pendingNow + gets),
          })),
        ],
      };
    case 'acknowledge':
      return {
        title: 'Held by, before',
        figures: preview.from.map(({ consumer, count }) => ({ name: consumer, before: '', after: whole(count) })),
      };
    case 'dead-letter':
      return {
        title: 'Held by, before, and the dead letters',
        figures: [
          ...preview.from.map(({ consumer, count }) => ({ name: consumer, before: '', after: whole(count) })),
          added(preview.to, preview.targetLength, done ?? 0),
        ],
      };
    case 'redrive':
      return {
        title: 'Sent back to, as planned',
        figures: preview.parts.map(({ to, count, targetLength }) => added(to, targetLength, count)),
      };
    case 'resend-entry':
      return { title: 'Entries in the target', figures: [added(preview.to, preview.targetLength, done ?? 0)] };
    case 'trim':
      return {
        title: 'Entries in the stream, as planned',
        figures: [{ name: 'length', before: whole(preview.length), after: whole(preview.keeps) }],
      };
    case 'create-consumer':
      return null;
    case 'delete-stream':
      return {
        title: 'The stream, before',
        figures: [
          { name: 'entries', before: whole(preview.length), after: '' },
          { name: 'groups', before: whole(preview.groups), after: '' },
        ],
      };
    case 'remove-consumer':
      return {
        title: 'Pending, as planned',
        figures: [
          ...preview.consumers.map(({ consumer, pending }) => ({ name: consumer, before: whole(pending), after: '' })),
          ...(preview.to === null
            ? []
            : [
                {
                  name: preview.to.consumer,
                  before: whole(preview.to.pendingNow),
                  after: whole(preview.to.pendingNow + preview.to.gets),
                },
              ]),
        ],
      };
    case 'create-group':
      return {
        title: 'The group, as planned',
        figures: [
          { name: 'position', before: '', after: preview.position },
          { name: 'unread at first', before: '', after: whole(preview.unread.count) },
        ],
      };
    case 'destroy-group':
      return {
        title: 'The group, before',
        figures: [
          { name: 'position', before: preview.position, after: '' },
          { name: 'pending', before: whole(preview.pending), after: '' },
        ],
      };
    case 'move-group':
      return {
        title: 'Position, as planned',
        figures: [{ name: 'position', before: preview.from, after: preview.to }],
      };
    case 'replay': {
      const name = input?.target?.stream;
      if (name === undefined || done === null) return null;
      return { title: 'Entries in the target', figures: [added(name, preview.targetLength, done)] };
    }
    case 'undo':
      return {
        title: 'Put back, as planned',
        figures: [
          ...preview.figures.map(({ what, now, before }) => ({ name: what, before: now, after: before })),
          ...preview.moves.map(({ before, count }) => ({
            name: before ?? '',
            before: '',
            after: `gets ${whole(count)}`,
          })),
        ],
      };
    case 'delete-entries':
      return changed(preview.length, done === null ? null : -done);
    case 'add-entry':
    case 'restore':
      return changed(preview.length ?? preview.targetLength ?? null, done);
    default:
      return preview satisfies never;
  }
}

function added(name: string, length: number | null, count: number): PlannedFigure {
  return { name, before: length === null ? 'not there' : whole(length), after: `+${whole(count)}` };
}

/** Entries in the stream, `by` more or fewer. */
function changed(length: number | null, by: number | null): PlannedFigures | null {
  if (by === null) return null;
  const before = length === null ? 'not there' : whole(length);
  const after = `${by < 0 ? '−' : '+'}${whole(Math.abs(by))}`;
  return { title: 'Entries in the stream', figures: [{ name: 'length', before, after }] };
}

const groupsShape = z.object({ groups: z.array(z.object({ group: z.string(), effect: z.string() })) });

/** Groups that the change meant something for. */
export function affectedGroups(detail: unknown): readonly string[] {
  const read = groupsShape.safeParse(detail);
  return read.success ? read.data.groups.filter(({ effect }) => effect !== 'none').map(({ group }) => group) : [];
}

function whole(count: number): string {
  return formatCount(count, 'full');
}
