import type { CallGaps } from '@weir/domain/consumers/call-gaps';
import type { GroupObservation } from '@weir/domain/groups/group-observation';
import type { GroupMemory } from '@weir/domain/health/group-memory';
import type { HourlyUsual } from '@weir/domain/health/hourly-usual';
import type { Judgement } from '@weir/domain/health/judgement';
import type { HealthLimits } from '@weir/domain/health/limits';
import type { EtaCourse } from '@weir/domain/metrics/steady-eta';
import type { WindowRates } from '@weir/domain/metrics/rates';
import type { Ring } from '@weir/domain/metrics/ring';
import type { StreamBurst } from '@weir/domain/metrics/stream-burst';
import type { StreamObservation } from '@weir/domain/streams/stream-observation';
import type { GroupRow } from '@weir/domain/wire/group-row';
import type { StreamRow } from '@weir/domain/wire/stream-row';

/** One group between two polls: what was seen, what is remembered of it, and the row made of both. */
export interface TrackedGroup {
  readonly key: number;
  observation: GroupObservation;
  readonly memory: GroupMemory;
  /** Where health begins and ends for this group. */
  limits: HealthLimits;
  ring: Ring;
  readonly callGaps: CallGaps;
  readonly hourlyUsual: HourlyUsual;
  /** Without the findings that nothing shows; see `keptOf`. */
  judgement: Judgement;
  /** Over one, five and fifteen minutes. */
  rates: readonly WindowRates[];
  etaCourse: EtaCourse;
  /** The same object until something in it changes for a viewer. */
  row: GroupRow;
  /** Redis time of the last judgement, and of the last poll that saw something new. */
  judgedAt: number;
  changedAt: number;
}

export interface TrackedStream {
  readonly key: number;
  observation: StreamObservation;
  ring: Ring;
  readonly groups: Map<string, TrackedGroup>;
  row: StreamRow;
  /** Far more comes in than usual; undefined = it does not. */
  burst: StreamBurst | undefined;
  /** Redis time at which the row was last made, changed or not. */
  drawnAt: number;
}
