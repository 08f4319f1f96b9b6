import type { AcknowledgeCall } from '@weir/domain/actions/call';
import type { EntryId } from '@weir/domain/entries/entry-id';
import { expect, test } from 'vitest';
import type { Writer, Written } from '../writer/writer.ts';
import { inSteps } from './run-steps.ts';
import { createStepPace } from './step-pace.ts';
import type { Bench } from './step.ts';
import { acknowledge } from './steps/acknowledge.ts';

// A server that answers when it is told to: who sends the next step, and when.
interface Sent {
  readonly at: number;
  readonly entries: number;
  readonly last: boolean;
  answer(): void;
}

function silentServer(): { readonly sent: Sent[]; readonly writer: Writer } {
  const sent: Sent[] = [];
  const writer: Writer = {
    write(command) {
      const [number, step, , last] = command.slice(5).map(String);
      const entries = Number(command[11]);
      expect(number).toBe('1');
      expect(Number(step)).toBe(sent.length + 1);
      return new Promise<Written>((resolve) => {
        const complete = last === '1' ? 1 : 0;
        const reply = [Buffer.from('ok'), entries * 3, entries, entries, 0, Buffer.from(''), 0, complete];
        sent.push({
          at: performance.now(),
          entries,
          last: complete === 1,
          answer: () => resolve({ outcome: 'done', reply: [...reply, '', Buffer.alloc(0), '1', '2', ''] }),
        });
      });
    },
  };
  return { sent, writer };
}

const until = async (condition: () => boolean) => {
  const deadline = performance.now() + 5_000;
  while (!condition()) {
    if (performance.now() > deadline) throw new Error('not within 5 s');
    await new Promise(setImmediate);
  }
};

const call: AcknowledgeCall = {
  kind: 'acknowledge',
  job: 'j',
  number: 1,
  stream: 's',
  group: 'g',
  entries: Array.from({ length: 1_500 }, (_, at) => ({
    id: `${at + 1}-0` as EntryId,
    consumer: 'c',
    deliveries: 1,
    deliveredAt: 1,
  })),
};

function started(gently: boolean) {
  const { sent, writer } = silentServer();
  const pace = createStepPace();
  // Only what carrying out in steps asks for.
  const bench = { writer, markKey: () => 'mark', pace: () => pace, stepsOf: new Map() } as unknown as Bench;
  const how = { resume: false, signal: { aborted: false }, gently };
  return { sent, outcome: inSteps(acknowledge)(call, bench, how) };
}

test('one step is under way behind the other, and two never go together', async () => {
  const { sent, outcome } = started(false);
  await until(() => sent.length === 1);
  for (let answered = 0; !sent.at(-1)?.last;) {
    // Both answers in one turn, as they come when the server found both steps in one read.
    const open = sent.length;
    for (; answered < open; answered += 1) sent[answered]?.answer();
    await until(() => sent.at(-1)?.last === true || sent.length === open + 2);
    const [second, third] = [sent[open], sent[open + 1]];
    if (second !== undefined && third !== undefined) expect(third.at - second.at).toBeGreaterThanOrEqual(0.2);
  }
  for (const each of sent) each.answer();
  expect(await outcome).toMatchObject({ outcome: 'done', result: { done: 1_500 } });
  expect(sent.length).toBeGreaterThan(4);
});

test('what goes gently has one step under way', async () => {
  const { sent, outcome } = started(true);
  for (let answered = 0; ; answered += 1) {
    await until(() => sent.length > answered);
    await new Promise((resolve) => setTimeout(resolve, 1));
    expect(sent).toHaveLength(answered + 1);
    const { answer, last } = sent[answered] ?? { answer() {}, last: true };
    answer();
    if (last) break;
  }
  expect(await outcome).toMatchObject({ outcome: 'done', result: { done: 1_500 } });
});
