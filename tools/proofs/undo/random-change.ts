import type { ActionInput } from '@weir/domain/actions/action-input';
import { actionInput } from '@weir/domain/actions/action-input';
import { bytesFromReadable } from '@weir/domain/names/readable-name';
import fc from 'fast-check';
import { CONSUMERS, GROUP, idAt, readable } from './random-world.ts';

/** A change, but for the stream it is made on. */
export interface Change {
  inputOn(stream: string): ActionInput;
  readonly name: string;
  /** Consumers it gives entries to, in bytes as Latin-1. */
  readonly targets: readonly string[];
}

const CONNECTION = 'main';
const latin1 = (name: string): string => Buffer.from(bytesFromReadable(name) ?? []).toString('latin1');
const group = readable(GROUP);
const who = fc.constantFrom(...CONSUMERS.map(readable));
// Besides those there are, one that a claim makes.
const target = fc.oneof(who, fc.constant('new'));

const selection = fc.oneof(
  fc.record({ ids: fc.uniqueArray(fc.nat({ max: 39 }).map(idAt), { minLength: 1, maxLength: 12 }) }),
  fc.record({ matching: fc.record({ consumer: who, limit: fc.integer({ min: 1, max: 20 }) }, { requiredKeys: [] }) }),
);

const claim = fc.record({
  kind: fc.constant('claim'),
  group: fc.constant(group),
  selection,
  to: fc.oneof(
    fc.record({ consumer: target.filter((name) => name !== '') }),
    fc.record({
      spread: fc.uniqueArray(
        target.filter((name) => name !== ''),
        { minLength: 1, maxLength: 3 },
      ),
    }),
  ),
  deliveries: fc.constantFrom('keep', 'add-one'),
  watch: fc.constant(false),
});

const acknowledge = fc.record({ kind: fc.constant('acknowledge'), group: fc.constant(group), selection });

const place = fc.nat({ max: 39 }).map(idAt);
const move = fc.record({
  kind: fc.constant('move-group'),
  group: fc.constant(group),
  to: fc.record({ from: place }),
});
const newGroup = fc.record({
  kind: fc.constant('create-group'),
  group: fc.constant('made'),
  start: fc.record({ from: place }),
});

const destroy = fc.record({ kind: fc.constant('destroy-group'), group: fc.constant(group) });

const remove = fc.record({
  kind: fc.constant('remove-consumer'),
  group: fc.constant(group),
  consumers: fc.uniqueArray(who, { minLength: 1, maxLength: 2 }),
  to: fc.constantFrom('new', readable(CONSUMERS[0] ?? Buffer.alloc(0))),
});
const join = fc.record({
  kind: fc.constant('create-consumer'),
  group: fc.constant(group),
  consumer: fc.constantFrom('new', 'joins'),
});

const away = fc.record({ kind: fc.constant('delete-stream') });

/** Every kind of change that can be taken back. */
export const change: fc.Arbitrary<Change> = fc
  .oneof(
    { weight: 3, arbitrary: claim },
    { weight: 3, arbitrary: acknowledge },
    { weight: 1, arbitrary: move },
    { weight: 1, arbitrary: newGroup },
    { weight: 2, arbitrary: destroy },
    { weight: 2, arbitrary: remove },
    { weight: 1, arbitrary: join },
    { weight: 1, arbitrary: away },
  )
  .map((fields) => ({
    name: fields.kind,
    targets: targetsOf(fields).map(latin1),
    inputOn: (stream) => actionInput.parse({ ...fields, connection: CONNECTION, stream }),
  }));

function targetsOf(fields: object): readonly string[] {
  if (!('to' in fields)) return [];
  const { to } = fields;
  if (typeof to === 'string') return [to];
  if (typeof to !== 'object' || to === null) return [];
  if ('consumer' in to) return [String(to.consumer)];
  return 'spread' in to && Array.isArray(to.spread) ? to.spread.map(String) : [];
}
