import type { InputOf } from '@weir/domain/actions/action-input';
import { formatCount } from '@weir/domain/metrics/format-figures';
import { bytesFromReadable, readableFromBytes } from '@weir/domain/names/readable-name';
import type { ConsumerAnswer } from '@weir/domain/wire/answers';

type Reader = Pick<ConsumerAnswer, 'consumer' | 'pending' | 'health'>;

/** Those that can go without anybody missing them: not seen for long, and with nothing in hand. */
export function goneOnes(items: readonly Reader[]): readonly string[] {
  return items.filter(({ health, pending }) => health === 'gone' && pending === 0).map(({ consumer }) => consumer);
}

/** How many entries these consumers hold, as far as the list knows them. */
export function heldBy(items: readonly Reader[], names: readonly string[]): number {
  return items.filter(({ consumer }) => names.includes(consumer)).reduce((sum, { pending }) => sum + pending, 0);
}

/** Who could get the entries: whoever works, with the least in hand first. */
export function receivers(items: readonly Reader[], names: readonly string[]): readonly Reader[] {
  const rank = ({ health }: Reader): number =>
    health === 'active' ? 0 : health === 'dead' || health === 'gone' ? 2 : 1;
  return items
    .filter(({ consumer }) => consumer !== '' && !names.includes(consumer))
    .toSorted((a, b) => rank(a) - rank(b) || a.pending - b.pending || (a.consumer < b.consumer ? -1 : 1));
}

interface Removal {
  readonly connection: string;
  readonly stream: string;
  readonly group: string;
  readonly names: readonly string[];
  readonly held: number;
  /** As it was typed; '' = nobody yet. */
  readonly to: string;
}

/** The change to plan, or why there is none yet: with entries in hand and nobody to get them it stays locked. */
export function removeInputOf({
  connection,
  stream,
  group,
  names,
  held,
  to,
}: Removal): InputOf<'remove-consumer'> | string {
  const [first] = names;
  if (first === undefined) return 'There is nobody to remove.';
  const input = { kind: 'remove-consumer' as const, connection, stream, group, consumers: [...names] };
  if (to === '') {
    if (held === 0) return input;
    const who = names.length === 1 ? `${first} holds` : 'They hold';
    return `${who} ${formatCount(held, 'full')} pending ${held === 1 ? 'entry' : 'entries'}. Choose who gets them first.`;
  }
  const bytes = bytesFromReadable(to);
  if (bytes === undefined) return 'In a name a backslash is written twice, and other bytes as \\x and two hex digits.';
  return { ...input, to: readableFromBytes(bytes) };
}

/** What is known of who is to get the entries; '' = nothing. */
export function receiverNote(items: readonly Reader[], to: string, word: (health: Reader['health']) => string): string {
  if (to === '') return '';
  const found = items.find(({ consumer }) => consumer === to);
  if (found === undefined) return 'Not a consumer of this group yet; it is made by this.';
  return `${word(found.health)}, holds ${formatCount(found.pending, 'full')} now.`;
}
