import type { CopyCall } from '@weir/domain/actions/call';
import { failureFromReply } from '../../errors/failure.ts';
import { ReplyError } from '../../replies/reply.ts';
import { ReplyCursor } from '../../resp/reply-cursor.ts';

/** What Redis said of one step. look-again: the mark moved; it says what ran. */
export type Verdict =
  | { readonly kind: 'ran'; readonly micros: number }
  | { readonly kind: 'look-again' }
  | { readonly kind: 'refused'; readonly code: string; readonly sentence?: string }
  | { readonly kind: 'unknown'; readonly because: string };

type Objection = Exclude<Verdict, { kind: 'ran' }>;

/** Why step `step` of the call may not run; undefined when the mark and both keys are as it needs them. */
export function readLook(
  raw: Buffer,
  call: CopyCall,
  step: number,
  known: { readonly number: number; readonly steps: number } | undefined,
): Objection | undefined {
  const cursor = new ReplyCursor(raw);
  const opened = cursor.value();
  const [watch, mark, target, source] = [cursor.value(), cursor.value(), cursor.value(), cursor.value()];
  for (const [reply, name] of [
    [opened, 'EVAL'],
    [watch, 'WATCH'],
    [mark, 'HMGET'],
    [target, 'TYPE'],
    [source, 'TYPE'],
  ] as const) {
    if (reply instanceof ReplyError) return refusedBy(reply, name);
  }
  const fields = Array.isArray(mark) ? mark.map((field: unknown) => (Buffer.isBuffer(field) ? Number(field) : 0)) : [];
  const [marked = 0, ran = 0, complete = 0] = fields;
  if (marked > call.number) return { kind: 'refused', code: 'WEIR-AHEAD' };
  if (marked === call.number && (complete === 1 || ran >= step)) return { kind: 'look-again' };
  const before = known?.number === call.number - 1 ? known.steps : ran;
  const stands = step === 1 ? marked === call.number - 1 && ran === before : marked === call.number && ran === step - 1;
  if (!stands) return { kind: 'refused', code: 'WEIR-BEHIND' };
  // Noted before and never ended.
  if (Buffer.isBuffer(opened) && opened.toString('latin1') === 'open') return { kind: 'look-again' };
  if (source === 'none') return { kind: 'refused', code: 'WEIR-NOSTREAM' };
  if (source !== 'stream') return { kind: 'refused', code: 'WEIR-NOTSTREAM' };
  if (target === 'stream' || (target === 'none' && call.create)) return undefined;
  return { kind: 'refused', code: target === 'none' ? 'WEIR-NOTARGET' : 'WEIR-TARGETNOTSTREAM' };
}

/** What became of a step: the answer to its EXEC, and what was said while it was queued. */
export function readExec(raw: Buffer, queued: Buffer): Verdict {
  const cursor = new ReplyCursor(raw);
  const error = cursor.error();
  // Refused as a whole, so nothing of it ran; the word that tells why came when the command was queued.
  if (error !== undefined) return refusedBy(firstError(queued) ?? error, 'XADD');
  if (cursor.array() < 0) return { kind: 'look-again' };
  const end = raw.toString('latin1', Math.max(0, raw.length - 40));
  const all = /\r\nall (\d+)\r\n$/.exec(end);
  if (all !== null) return { kind: 'ran', micros: Number(all[1]) };
  if (end.endsWith('\r\npart\r\n')) return { kind: 'look-again' };
  if (!end.endsWith('\r\nnone\r\n')) {
    return { kind: 'unknown', because: 'Redis carried out the step and could not note it' };
  }
  const first = firstError(raw);
  if (first === undefined) return { kind: 'refused', code: 'WEIR-NOTARGET' };
  if (/equal or smaller|exhausted/.test(first.text)) return { kind: 'refused', code: 'WEIR-TARGETFULL' };
  if (/invalid stream id/i.test(first.text)) return { kind: 'refused', code: 'WEIR-NONOMKSTREAM' };
  if (first.code === 'WRONGTYPE') return { kind: 'refused', code: 'WEIR-TARGETNOTSTREAM' };
  return refusedBy(first, 'XADD');
}

function refusedBy(error: ReplyError, command: string): Objection {
  return { kind: 'refused', code: error.code, sentence: failureFromReply(error, [command]).sentence };
}

/** The first error in replies that hold no payload. */
function firstError(raw: Buffer): ReplyError | undefined {
  const at = raw[0] === 0x2d ? 0 : raw.indexOf('\r\n-') + 2;
  if (at < 2 && raw[0] !== 0x2d) return undefined;
  return new ReplyCursor(raw, at).error();
}
