import { formatCount } from '@weir/domain/metrics/format-figures';
import type { GroupRow } from '@weir/domain/wire/group-row';
import { UnknownTag } from '../../ui/unknown-tag.tsx';
import { unreadText } from './group-view.ts';

/** Unread with its quality: "18,420", "≤ 40", "> 100,000", or the tag with the reason. */
export function UnreadFigure({ row }: { readonly row: GroupRow }) {
  if (row.unread === null) return <UnknownTag because={row.unreadBecause} />;
  const { text, says } = unreadText(row.unread, row.unreadQuality);
  return <span data-tip={says === '' ? formatCount(row.unread, 'full') : says}>{text}</span>;
}
