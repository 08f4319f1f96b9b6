import { bytesFromReadable, readableFromBytes } from '@weir/domain/names/readable-name';

export type TypedName =
  | { readonly state: 'empty' }
  | { readonly state: 'same' }
  /** `because` says how it differs where the eye would not see it. */
  | { readonly state: 'differs'; readonly because: string };

/** Compares what was typed with a name byte by byte; both are in readable form. */
export function typedName(typed: string, name: string): TypedName {
  if (typed === '') return { state: 'empty' };
  if (typed === name) return { state: 'same' };
  const bytes = bytesFromReadable(typed);
  if (bytes === undefined)
    return { state: 'differs', because: 'A backslash is written twice, and other bytes as \\x and two hex digits.' };
  const readable = readableFromBytes(bytes);
  if (readable === name) return { state: 'same' };
  if (readable !== typed && !typed.includes('\\'))
    return { state: 'differs', because: `It holds characters that cannot be seen: ${readable}` };
  if (typed.trim() === name) return { state: 'differs', because: 'It has a space before or after the name.' };
  if (typed.normalize('NFKC').toLowerCase() === name.normalize('NFKC').toLowerCase())
    return { state: 'differs', because: 'It looks alike, but not every byte is the same.' };
  return { state: 'differs', because: '' };
}

interface Guarded {
  readonly reason: string;
  readonly reasonNeeded: boolean;
  readonly typed: string;
  readonly typeName: string | null;
}

/** What is still missing before the change can be confirmed, in words; '' = nothing. */
export function missingWords({ reason, reasonNeeded, typed, typeName }: Guarded): string {
  if (reasonNeeded && reason.trim() === '') return 'Give a reason first. It is saved in the audit log.';
  if (typeName !== null && typedName(typed, typeName).state !== 'same') return `Type ${typeName} first.`;
  return '';
}
