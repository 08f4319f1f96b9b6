import { LEVELS } from '@weir/domain/health/status';
import { formatCount } from '@weir/domain/metrics/format-figures';
import type { GroupRow } from '@weir/domain/wire/group-row';
import type { StreamRow } from '@weir/domain/wire/stream-row';
import type { Summary } from '@weir/domain/wire/summary';
import { LEVEL_WORD } from '../../format/status-words.ts';

/** The groups of one stream, worst first, then by name: by a figure, rows would change places at every poll. */
export function groupsOf(rows: readonly GroupRow[], stream: string): GroupRow[] {
  return rows
    .filter((row) => row.stream === stream)
    .toSorted((a, b) => LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level) || (a.group < b.group ? -1 : 1));
}

/** The words of a stream's badge. The reason may begin with a group's name, which keeps its case. */
export function streamBadge(row: StreamRow): { readonly shape: StreamRow['level']; readonly word: string } {
  return { shape: row.level, word: row.reason === '' ? LEVEL_WORD[row.level] : row.reason };
}

/** "5% of Redis", "< 1% of Redis"; '' when one of the two is not known. */
export function memoryShare(row: StreamRow, summary: Summary | null): string {
  const used = summary?.memory?.usedBytes ?? 0;
  if (row.memoryBytes === null || used <= 0) return '';
  const share = (row.memoryBytes / used) * 100;
  return `${share < 1 ? '< 1' : Math.min(99, Math.round(share))}% of Redis`;
}

/** About how many bytes an entry takes, overhead included; null when it cannot be said. */
export function bytesPerEntry(row: StreamRow): number | null {
  return row.memoryBytes === null || row.length === 0 ? null : Math.round(row.memoryBytes / row.length);
}

/** How an empty stream came to be empty. */
export function emptyStreamWords(row: StreamRow): string {
  if (row.entriesAdded === null) return 'The stream holds no entries.';
  if (row.entriesAdded === 0) return 'The stream holds no entries, and none was ever added.';
  if (row.entriesAdded === 1) return 'The stream holds no entries. The one entry ever added was trimmed or deleted.';
  return `The stream holds no entries. All ${formatCount(row.entriesAdded, 'full')} entries ever added were trimmed or deleted.`;
}
