const METRICS = {
  redis_stream_length: ['gauge', 'Entries in the stream'],
  redis_stream_groups: ['gauge', 'Consumer groups of the stream'],
  redis_stream_entries_added_total: ['counter', 'Entries ever added to the stream'],
  redis_stream_group_consumers: ['gauge', 'Consumers of the group'],
  redis_stream_group_messages_pending: ['gauge', 'Entries delivered and not acknowledged'],
  redis_stream_group_entries_read: ['gauge', 'Entries the group has read, as Redis counts them'],
  redis_stream_group_lag: ['gauge', 'Unread entries; absent while not exactly known'],
  redis_stream_group_consumer_messages_pending: ['gauge', 'Pending entries the consumer holds'],
  redis_stream_group_consumer_idle_seconds: ['gauge', 'Time since the last call of the consumer'],
  weir_group_behind_seconds: ['gauge', 'Age of the oldest unread entry'],
  weir_group_oldest_pending_seconds: ['gauge', 'Age of the oldest pending entry by its id'],
  weir_group_status: ['gauge', '1 for the status the group is in'],
  weir_poll_duration_seconds: ['gauge', 'Duration of the newest poll'],
  weir_poll_commands_total: ['counter', 'Commands sent by polling'],
  weir_poll_server_seconds_total: ['counter', 'Estimated server time taken by polling'],
} as const;

export type ExportedMetric = keyof typeof METRICS;

/** Prometheus text exposition format 0.0.4: samples are grouped under one HELP and TYPE per metric. */
export interface Exposition {
  add(metric: ExportedMetric, labels: Readonly<Record<string, string>>, value: number): void;
  text(): string;
}

export function createExposition(): Exposition {
  const samples = new Map<ExportedMetric, string[]>();
  return {
    add(metric, labels, value) {
      const lines = samples.get(metric) ?? [];
      if (lines.length === 0) samples.set(metric, lines);
      const pairs = Object.entries(labels).map(([name, text]) => `${name}="${escapeLabel(text)}"`);
      lines.push(`${metric}{${pairs.join(',')}} ${value}`);
    },

    text() {
      const parts: string[] = [];
      for (const [metric, lines] of samples) {
        const [type, help] = METRICS[metric];
        parts.push(`# HELP ${metric} ${help}`, `# TYPE ${metric} ${type}`, ...lines);
      }
      return parts.length === 0 ? '' : `${parts.join('\n')}\n`;
    },
  };
}

function escapeLabel(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}
