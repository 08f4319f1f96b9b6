import type { Work } from '@weir/domain/actions/work';

/** The stream a job writes to when that is not the one it is about. */
export function targetOf(work: Work): string | undefined {
  return work.do === 'copy' ? work.to : undefined;
}
