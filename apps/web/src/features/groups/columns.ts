/**
 * The columns of group rows, the same on Triage and Groups: shape, name, unread, behind, pending, in → out, last hour,
 * caught up in. Narrow windows drop the last ones first.
 */
export const GROUP_COLUMNS =
  'grid grid-cols-[20px_minmax(0,1fr)_72px_72px_76px] gap-x-2 px-4 md:grid-cols-[20px_minmax(0,1fr)_60px_62px_68px_84px_98px_74px]';

/** With room for a word beside each small drawing. */
export const GROUP_COLUMNS_CAPTIONED =
  'grid grid-cols-[20px_minmax(0,1fr)_72px_72px_76px] gap-x-2 px-4 md:grid-cols-[20px_minmax(0,1fr)_60px_62px_68px_84px_160px_74px]';

/** For cells that only wide windows have. */
export const WIDE_ONLY = 'max-md:hidden';
