import type { CallOutcome, CopyCall } from '@weir/domain/actions/call';
import { parseEntryId, ZERO_ID, type EntryId } from '@weir/domain/entries/entry-id';
import { failureFromNoAnswer, failureFromReply } from '../../errors/failure.ts';
import { nameBytes } from '../../pages/reader.ts';
import { ReplyError, type Reply } from '../../replies/reply.ts';
import { encodeCommand } from '../../resp/encode-command.ts';
import { ReplyCursor } from '../../resp/reply-cursor.ts';
import { REFUSALS } from '../refusals.ts';
import { COPY_HOLDS, COPY_SETTLES } from './copy-lua.ts';
import type { CopyProgress } from './copy-run.ts';
import { aimOf, findAim, printsBetween, type CopyAim } from './copy-traces.ts';
import type { CopyWire } from './copy-wire.ts';

type Settled = 'nothing-open' | 'look-again' | CallOutcome;
type Asked = { readonly kind: 'reply'; readonly reply: Reply } | { readonly kind: 'stop'; readonly stop: CallOutcome };
type Trace = { readonly kind: 'ran'; readonly aim: CopyAim } | { readonly kind: 'did-not' | 'undecided' };

const STAYS = new Set(['NOPERM', 'WRONGTYPE', 'ERR', 'OOM']);
const OPEN = REFUSALS['WEIR-OPEN'] ?? '';

/**
 * Finds out whether the step that the mark announces and does not count has run, by reading what came to the target
 * since, and puts the mark right. What cannot be told that way is left to a person.
 */
export async function settleOpen(
  call: CopyCall,
  mark: string,
  wire: CopyWire,
  { steps, soFar }: CopyProgress,
): Promise<Settled> {
  const stop = (code: string, sentence: string): CallOutcome => ({ outcome: 'refused', code, sentence, soFar });
  const ask = async (...words: readonly (string | Buffer)[]): Promise<Asked> => {
    const answer = await wire.ask(encodeCommand(words), 1);
    if (answer.kind !== 'replies') {
      const { sentence } = failureFromNoAnswer(answer.kind === 'none' ? answer.why : 'lost');
      return { kind: 'stop', stop: { outcome: 'unknown', because: sentence } };
    }
    const reply = new ReplyCursor(answer.raw).value();
    if (!(reply instanceof ReplyError)) return { kind: 'reply', reply };
    const { sentence } = failureFromReply(reply, [String(words[0])]);
    // Only a person can help with these; the others pass.
    const stays = STAYS.has(reply.code);
    return { kind: 'stop', stop: stays ? stop('WEIR-OPEN', `${OPEN} ${sentence}`) : stop(reply.code, sentence) };
  };

  // Read first: who may not run scripts is told that by the step, unless something is open.
  const seen = await ask('HGET', mark, 'open');
  if (seen.kind === 'stop') return seen.stop;
  const aim = `${call.number} ${steps + 1} `;
  if (!textOf(seen.reply).startsWith(aim)) return 'nothing-open';
  const held = await ask('EVAL', COPY_HOLDS, '1', mark);
  if (held.kind === 'stop') return held.stop;
  const open = textOf(held.reply);
  if (!open.startsWith(aim)) return 'look-again';
  const [, , wanted, ended = '-', added = '-'] = open.split(' ');

  let trace: Trace = { kind: 'did-not' };
  if (Number(wanted) > 0) {
    const kind = await ask('TYPE', nameBytes(call.to));
    if (kind.kind === 'stop') return kind.stop;
    const about = kind.reply === 'stream' ? await ask('XINFO', 'STREAM', nameBytes(call.to)) : undefined;
    if (about?.kind === 'stop') return about.stop;
    const last = fieldOf(about?.reply, 'last-generated-id') ?? '-';
    // Most of the time nothing at all was added since the step was announced.
    if (last !== ended) {
      const addedSince =
        Number(fieldOf(about?.reply, 'entries-added') ?? Number.NaN) - Number(added === '-' ? 0 : added);
      const known = ended === '-' || added !== '-' ? addedSince : Number.NaN;
      trace = await traceOf(call, wire, soFar.reached ?? call.after, Number(wanted), { ended, last, known });
    }
  }
  if (trace.kind === 'undecided') return stop('WEIR-OPEN', OPEN);
  const did: string[] = [];
  if (trace.kind === 'ran') {
    const { prints, looked, bytes, reached } = trace.aim;
    did.push(...[call.number, steps + 1, soFar.done + prints.length].map(String));
    did.push(String(soFar.looked + looked), String(soFar.bytes + bytes), reached);
  }
  const settled = await ask('EVAL', COPY_SETTLES, '1', mark, open, ...did);
  if (settled.kind === 'stop') return settled.stop;
  return trace.kind === 'ran' || textOf(settled.reply) !== 'ok' ? 'look-again' : 'nothing-open';
}

async function traceOf(
  call: CopyCall,
  wire: CopyWire,
  after: EntryId,
  wanted: number,
  target: { readonly ended: string; readonly last: string; readonly known: number },
): Promise<Trace> {
  const from = target.ended === '-' ? ZERO_ID : parseEntryId(target.ended);
  const until = parseEntryId(target.last);
  if (from === undefined || until === undefined) return { kind: 'undecided' };
  const aim = await aimOf(call, wire, after, wanted);
  const there = aim === undefined ? undefined : await printsBetween(call, wire, from, until);
  if (aim === undefined || there === undefined) return { kind: 'undecided' };
  const found = findAim(aim.prints, there);
  if (found === 'once') return { kind: 'ran', aim };
  // Not there, and nothing that came since was removed: then it never was.
  return { kind: found === 'nowhere' && there.length === target.known ? 'did-not' : 'undecided' };
}

function fieldOf(about: Reply | undefined, name: string): string | undefined {
  const flat = Array.isArray(about) ? (about as readonly Reply[]) : []; // an array of replies holds replies
  for (let at = 0; at + 1 < flat.length; at += 2) if (textOf(flat[at]) === name) return textOf(flat[at + 1]);
  return undefined;
}

function textOf(reply: Reply | undefined): string {
  if (Buffer.isBuffer(reply)) return reply.toString('latin1');
  return typeof reply === 'string' || typeof reply === 'number' ? String(reply) : '';
}
