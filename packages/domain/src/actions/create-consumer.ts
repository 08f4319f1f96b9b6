import { cliName } from '../names/cli-name.ts';
import type { Sentence } from '../wire/sentence.ts';
import { undoCreateConsumer } from '../undo/undo-consumers.ts';
import type { ActionDefinition } from './action-definition.ts';
import type { InputOf } from './action-input.ts';
import type { StreamFacts } from './look.ts';
import { MARK_NEEDS } from './mark-needs.ts';
import { onGroup } from './pending-lines.ts';
import type { Draft } from './plan.ts';
import { basisOn, requireGroup, requireStream, streamDifferences } from './same-stream.ts';

/** Makes a consumer before its first read, so that entries can be moved to it. */
export const createConsumer: ActionDefinition<'create-consumer'> = {
  kind: 'create-consumer',
  title: 'Create consumer',
  past: 'created',
  risk: () => 1,
  role: 'operator',
  needs: ({ stream }) => [
    { commands: ['evalsha', 'eval', 'type', 'xgroup|createconsumer'], keys: [stream] },
    MARK_NEEDS,
  ],
  async draft(look, input) {
    const facts = await requireStream(look, input.stream);
    requireGroup(facts, input.group);
    const { group, consumer } = input;
    const consumers = await look.consumers(input.stream, group);
    if (consumers.known && consumers.value.some((each) => each.consumer === consumer)) {
      return refused(facts, input, [{ name: consumer }, ' is a consumer of this group already.']);
    }
    return {
      ...base(facts, input),
      groups: [
        {
          group,
          effect: 'none',
          entries: null,
          sentence: [{ name: consumer }, ' holds nothing at first. Position, unread and pending stay as they are.'],
        },
      ],
      commands: [`XGROUP CREATECONSUMER ${onGroup(input.stream, group)} ${cliName(consumer)}`],
      work: { do: 'create-consumer', group, consumer },
      refusal: null,
    };
  },
  moved: streamDifferences,
  undo: undoCreateConsumer,
  sameAim: (a, b) => a.stream === b.stream && a.group === b.group && a.consumer === b.consumer,
};

function base(facts: StreamFacts, { consumer }: InputOf<'create-consumer'>): Omit<Draft, 'work' | 'refusal'> {
  return {
    title: `Create consumer ${consumer}`,
    affects: { count: 1, exact: true },
    groups: [],
    warnings: [],
    commands: [],
    preview: { of: 'create-consumer' },
    basis: basisOn(facts),
    typeName: null,
  };
}

function refused(facts: StreamFacts, input: InputOf<'create-consumer'>, refusal: Sentence): Draft {
  return { ...base(facts, input), work: null, refusal };
}
