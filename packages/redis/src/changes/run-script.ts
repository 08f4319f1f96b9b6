import { ReplyError } from '../replies/reply.ts';
import { failureFromReply } from '../errors/failure.ts';
import type { Writer, Written } from '../writer/writer.ts';
import type { CallResult } from '@weir/domain/actions/call';
import type { EntryId } from '@weir/domain/entries/entry-id';
import { readableFromBytes } from '@weir/domain/names/readable-name';
import type { Reply } from '../replies/reply.ts';
import { REFUSALS } from './refusals.ts';
import { standFrom } from './stand-text.ts';
import { skipsFrom } from './skip-text.ts';
import type { Script } from './step-lua.ts';

/** What became of one step. again: it ran before; the mark has what it did. shorter: ask for so many at most. */
export type StepAnswer =
  | { readonly step: 'ran'; readonly micros: number; readonly complete: boolean; readonly result: CallResult }
  | { readonly step: 'again' }
  | { readonly step: 'shorter'; readonly entries: number }
  | { readonly step: 'refused'; readonly code: string; readonly sentence: string }
  | { readonly step: 'unknown'; readonly because: string };

/** Sends one step. A script the server does not know was certainly not run: it is then sent with its text. */
export async function runScript(
  writer: Writer,
  script: Script,
  keys: readonly (string | Buffer)[],
  args: readonly (string | Buffer)[],
): Promise<StepAnswer> {
  const rest = [String(keys.length), ...keys, ...args];
  let written = await writer.write(['EVALSHA', script.sha, ...rest]);
  if (written.outcome === 'refused' && written.code === 'NOSCRIPT') {
    written = await writer.write(['EVAL', script.text, ...rest]);
  }
  return answerFrom(written, script);
}

function answerFrom(written: Written, script: Script): StepAnswer {
  if (written.outcome === 'unknown') return { step: 'unknown', because: written.because };
  if (written.outcome === 'refused') return { step: 'refused', code: written.code, sentence: written.sentence };
  const [word, ...rest] = Array.isArray(written.reply) ? (written.reply as readonly Reply[]) : []; // replies hold replies
  switch (textOf(word)) {
    case 'again':
      return { step: 'again' };
    case 'ok':
      return ranFrom(rest);
    case 'no':
      return refusedFrom(textOf(rest[0]), textOf(rest[1]), script);
    default:
      return { step: 'unknown', because: 'the script answered in a shape Weir does not know' };
  }
}

function ranFrom(rest: readonly Reply[]): StepAnswer {
  const [micros, done, looked, bytes, reached, more, complete, held, skips, from, until, before] = rest;
  const bound = textOf(reached);
  return {
    step: 'ran',
    micros: Number(micros),
    complete: complete === 1,
    result: {
      done: Number(done),
      looked: Number(looked),
      bytes: Number(bytes),
      skipped: Buffer.isBuffer(skips) ? skipsFrom(skips) : [],
      // Ids in scripts are Redis' own.
      reached: bound === '' ? null : (bound as EntryId),
      more: more === 1,
      ranAt: [Number(textOf(from)), Number(textOf(until))],
      ...(Buffer.isBuffer(held) && held.length > 0 ? { heldBy: readableFromBytes(held) } : {}),
      ...standFrom(textOf(before)),
    },
  };
}

function refusedFrom(code: string, text: string, script: Script): StepAnswer {
  if (code === 'WEIR-SHORTER') return { step: 'shorter', entries: Math.max(1, Number(text)) };
  const own = REFUSALS[code];
  if (own !== undefined) return { step: 'refused', code, sentence: own };
  // What a command of the script said: Redis 6.0 puts the script's name and line in front.
  const said = new ReplyError(text.replace(/^@?\w+:\s*\d+:\s*-?/, ''));
  if (said.code === 'NOGROUP') return refusedFrom('WEIR-NOGROUP', '', script);
  if (/can't run this command|no permissions to run/i.test(said.text)) {
    const named = /'([a-z|]+)' command/.exec(said.text)?.[1];
    const rights = named === undefined ? rightsOf(script) : `+${named}`;
    const sentence = `This account may not do that: ask for the right ${rights} (ACL SETUSER).`;
    return { step: 'refused', code: 'NOPERM', sentence };
  }
  const error = /access (?:a|at least one of the) key/i.test(said.text) ? new ReplyError('NOPERM key') : said;
  return { step: 'refused', code: error.code, sentence: failureFromReply(error, ['EVALSHA']).sentence };
}

/** Every right the script uses: up to 7.0 Redis does not say which one is missing. */
function rightsOf({ text }: Script): string {
  const names = [...text.matchAll(/(?:call|change|change, )\(?'([A-Z]+)'/g)].map(
    ([, name = '']) => `+${name.toLowerCase()}`,
  );
  return [...new Set(names)].join(' ');
}

function textOf(reply: Reply | undefined): string {
  if (Buffer.isBuffer(reply)) return reply.toString('utf8');
  return typeof reply === 'string' ? reply : '';
}
