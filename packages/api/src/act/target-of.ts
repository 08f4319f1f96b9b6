import type { Work } from '@weir/domain/actions/work';

/** The stream a job writes to when that is not the one it is about; undefined too when there are several. */
export function targetOf(work: Work): string | undefined {
  if (work.do === 'redrive') return work.parts.length === 1 ? work.parts[0]?.to : undefined;
  return 'to' in work ? work.to : undefined;
}
