import type { ActionInput, InputOf, Selection } from '@weir/domain/actions/action-input';
import { bytesFromReadable, readableFromBytes } from '@weir/domain/names/readable-name';

export interface ClaimForm {
  readonly to: 'spread' | 'one' | 'new';
  /** Consumers to spread over; null = all live ones, whoever that is when it is counted. */
  readonly chosen: readonly string[] | null;
  readonly one: string;
  readonly fresh: string;
  /** Ignored where single rows were chosen: they are meant however long they waited. */
  readonly minIdleMs: number;
  readonly deliveries: 'keep' | 'add-one';
  readonly watch: boolean;
}

export const FIRST_FORM: ClaimForm = {
  to: 'spread',
  chosen: null,
  one: '',
  fresh: '',
  minIdleMs: 0,
  // A claim is a hand-over, not a try: the count goes on telling how often consumers had the entry.
  deliveries: 'keep',
  watch: true,
};

interface Target {
  readonly connection: string;
  readonly stream: string;
  readonly group: string;
  readonly selection: Selection;
}

/** What is asked of the server; a sentence where the form is not whole yet. */
export function claimInputOf(form: ClaimForm, target: Target): InputOf<'claim'> | string {
  const to = receiverOf(form);
  if (typeof to === 'string') return to;
  return { kind: 'claim', ...target, to, deliveries: form.deliveries, watch: form.watch };
}

function receiverOf({ to, chosen, one, fresh }: ClaimForm): InputOf<'claim'>['to'] | string {
  switch (to) {
    case 'spread':
      return chosen?.length === 0 ? 'Choose at least one consumer.' : { spread: [...(chosen ?? [])] };
    case 'one':
      return one === '' ? 'Choose the consumer.' : { consumer: one };
    default: {
      if (fresh === '') return 'Type the name of the consumer.';
      const bytes = bytesFromReadable(fresh);
      return bytes === undefined
        ? 'A backslash in a name is written twice, and other bytes as \\x and two hex digits.'
        : { consumer: readableFromBytes(bytes) };
    }
  }
}

/** The form that asks for this; for a link to a plan that was made elsewhere. */
export function formOf(input: ActionInput, known: ReadonlySet<string>): ClaimForm {
  if (input.kind !== 'claim') return FIRST_FORM;
  const { to, selection, deliveries, watch } = input;
  const rest = {
    deliveries,
    watch,
    minIdleMs: 'matching' in selection ? (selection.matching.minIdleMs ?? 0) : 0,
  };
  if ('spread' in to) return { ...FIRST_FORM, ...rest, chosen: to.spread.length === 0 ? null : to.spread };
  return known.has(to.consumer)
    ? { ...FIRST_FORM, ...rest, to: 'one', one: to.consumer }
    : { ...FIRST_FORM, ...rest, to: 'new', fresh: to.consumer };
}

/** The spread with this consumer in it, or out of it. `counted` are those the plan spreads over now. */
export function withConsumer(form: ClaimForm, consumer: string, counted: readonly string[]): ClaimForm {
  const held = form.chosen ?? counted;
  return {
    ...form,
    chosen: held.includes(consumer) ? held.filter((name) => name !== consumer) : [...held, consumer],
  };
}
