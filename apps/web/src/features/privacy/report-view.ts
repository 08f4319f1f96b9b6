import { formatCount } from '@weir/domain/metrics/format-figures';
import type { PrivacyOfStream, PrivacyReport } from '@weir/domain/wire/privacy-answers';

export function reportHref(plans: readonly string[]): string {
  return `/export/privacy.json?plans=${plans.map(encodeURIComponent).join(',')}`;
}

/** The plans an address names. */
export function plansFrom(text: string | undefined): readonly string[] {
  return (text ?? '').split(',').filter((plan) => /^[0-9a-z-]{1,40}$/.test(plan));
}

/** "12 entries deleted from 2 of 3 streams." A job that is not over, or not certain, is not counted as if it were. */
export function reportHead({ streams }: PrivacyReport): string {
  const deleted = streams.reduce((sum, { change }) => sum + (change?.deleted ?? 0), 0);
  const touched = streams.filter(({ change }) => change !== null && change.deleted > 0).length;
  const entries = `${formatCount(deleted, 'full')} ${deleted === 1 ? 'entry' : 'entries'}`;
  return `${entries} deleted from ${formatCount(touched, 'full')} of ${formatCount(streams.length, 'full')} ${streams.length === 1 ? 'stream' : 'streams'}.`;
}

/** What was removed from one stream. */
export function removedWords({ change, found }: PrivacyOfStream): string {
  if (change === null) return found === 0 ? 'Nothing was found.' : `${count(found)} found, none deleted.`;
  const told = `${count(change.deleted)} of ${formatCount(found, 'full')} deleted`;
  switch (change.outcome) {
    case 'done':
      return `${told}.`;
    case 'partial':
      return `${told}: in part.`;
    case 'refused':
      return `${told}: refused.`;
    case 'unknown':
      return `${told}, and it is not certain what became of the rest.`;
    default:
      return `${told} so far; its job is not over.`;
  }
}

/** What is still there of one stream's entries, in sentences; empty = nothing is. */
export function remainsOf(part: PrivacyOfStream): readonly string[] {
  const { change, complete, tooLarge, found, archives, archivesUnread, archivesComplete } = part;
  const remains: string[] = [];
  if (change === null && found > 0) remains.push(`${count(found)} found and left as they are.`);
  if (change !== null) remains.push(...remainsAfter(part, change));
  if (!complete) remains.push('The stream was not searched to its end: there may be more.');
  if (tooLarge > 0) remains.push(`${count(tooLarge)} too large to be searched: they may hold the person.`);
  const others = archives.filter(({ archiveId }) => archiveId !== change?.keptIn);
  if (others.length > 0)
    remains.push(
      `${formatCount(others.length, 'full')} ${others.length === 1 ? 'archive' : 'archives'} of this stream not searched: ${others.map(({ archiveId }) => archiveId).join(', ')}.`,
    );
  if (archivesUnread > 0)
    remains.push(
      `${formatCount(archivesUnread, 'full')} ${archivesUnread === 1 ? 'archive was' : 'archives were'} never finished or cannot be read: nothing tells whether of this stream.`,
    );
  if (!archivesComplete)
    remains.push('There are more archives than were looked through: older ones may be of this stream.');
  return remains;
}

function remainsAfter({ found }: PrivacyOfStream, change: NonNullable<PrivacyOfStream['change']>): readonly string[] {
  const remains: string[] = [];
  const { checked, deleted, keptIn, skipped } = change;
  if (checked.because !== '') remains.push(`Read back: ${checked.because}`);
  if (checked.stillThere === null) remains.push('It could not be read back whether the deleted entries are gone.');
  else if (checked.stillThere > 0) remains.push(`${count(checked.stillThere)} still in the stream.`);
  for (const { group, pending } of checked.groups)
    if (pending.count > 0)
      remains.push(
        `${group} keeps ${pending.exact ? '' : 'about '}${count(pending.count)} pending without a payload, until acknowledged.`,
      );
  if (deleted + skipped.length < found) remains.push(`${count(found - deleted - skipped.length)} not reached yet.`);
  if (skipped.length > 0) remains.push(`${count(skipped.length)} skipped; the file lists why.`);
  if (keptIn !== null)
    remains.push(`What was deleted is kept in the archive ${keptIn}: remove its folder to forget it.`);
  return remains;
}

function count(n: number): string {
  return `${formatCount(n, 'full')} ${n === 1 ? 'entry' : 'entries'}`;
}
