import type { Board } from '../observe/board.ts';
import type { Exposition, Labels } from './exposition.ts';

/** Samples about the watching of one connection: what an alert needs to tell "all is well" from "nobody looks". */
export function writeConnection(out: Exposition, labels: Labels, { summary, polledAtHere, costs, spent }: Board): void {
  out.add('weir_up', labels, summary.link.state === 'up' ? 1 : 0);
  out.add('weir_polling_paused', labels, summary.paused ? 1 : 0);
  if (polledAtHere !== null) out.add('weir_picture_timestamp_seconds', labels, polledAtHere / 1_000);
  out.add('weir_discovery_complete', labels, summary.discovery.complete ? 1 : 0);
  out.add('weir_poll_commands_total', labels, spent.commands);
  out.add('weir_poll_server_seconds_total', labels, spent.serverMicros / 1_000_000);
  const newest = costs.at(-1)?.cost;
  if (newest === undefined) return;
  out.add('weir_poll_duration_seconds', labels, newest.durationMs / 1_000);
  out.add('weir_poll_interval_seconds', labels, newest.intervalMs / 1_000);
  out.add('weir_poll_interval_wanted_seconds', labels, newest.configuredIntervalMs / 1_000);
}
