import type { GroupStatus } from '../health/status.ts';
import type { GroupRow } from './group-row.ts';

/** The series in which the trouble of that status shows. */
export const SPARK_OF: Readonly<Record<GroupStatus, GroupRow['spark']>> = {
  'losing-data': 'unread',
  'dead-consumer': 'pending',
  'no-consumers': 'unread',
  'stalled-reading': 'unread',
  'stalled-acknowledging': 'pending',
  'falling-behind': 'unread',
  'poison-entry': 'deliveries',
  ghosts: 'pending',
  'slow-consumer': 'pending',
  'catching-up': 'unread',
  'late-batch': 'unread',
  behind: 'unread',
  unknown: 'pending',
  healthy: 'unread',
  batch: 'unread',
  idle: 'unread',
};
