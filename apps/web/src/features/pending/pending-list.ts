import type { ConsumerStatus } from '@weir/domain/health/status';
import type { PendingAnswer } from '@weir/domain/wire/answers';

export interface PendingTableProps {
  readonly items: readonly PendingAnswer[];
  readonly health: ReadonlyMap<string, ConsumerStatus>;
  readonly opened: string | undefined;
  readonly onOpen: (id: string | undefined) => void;
}
