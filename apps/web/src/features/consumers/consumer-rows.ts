import type { ConsumerAnswer } from '@weir/domain/wire/answers';
import type { GroupRow } from '@weir/domain/wire/group-row';

export interface ConsumerRowsProps {
  readonly conn: string;
  readonly row: GroupRow;
  readonly items: readonly ConsumerAnswer[];
  readonly edgesMs: readonly number[];
}
