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

/** Labels as they stand between the braces. */
export type LabelText = string & { readonly labelText: true };

/** Prometheus text exposition format 0.0.4: samples are grouped under one HELP and TYPE per metric. */
export interface Exposition {
  add(metric: ExportedMetric, labels: LabelText, value: number): void;
  /** Turns what was added so far into bytes: called every few rows, no turn of it takes long. */
  settle(): void;
  /** The whole text as UTF-8, in pieces. */
  pieces(): readonly Uint8Array[];
}

export function createExposition(): Exposition {
  const encoder = new TextEncoder();
  const samples = new Map<ExportedMetric, { open: string; readonly pieces: Uint8Array[] }>();

  function settle(): void {
    for (const lines of samples.values()) {
      if (lines.open !== '') lines.pieces.push(encoder.encode(lines.open));
      lines.open = '';
    }
  }

  return {
    add(metric, labels, value) {
      let lines = samples.get(metric);
      if (lines === undefined) {
        const [type, help] = METRICS[metric];
        lines = { open: `# HELP ${metric} ${help}\n# TYPE ${metric} ${type}\n`, pieces: [] };
        samples.set(metric, lines);
      }
      lines.open += `${metric}{${labels}} ${value}\n`;
    },

    settle,

    pieces() {
      settle();
      return [...samples.values()].flatMap(({ pieces }) => pieces);
    },
  };
}

/** `more` labels behind those of `before`. */
export function labelText(more: Readonly<Record<string, string>>, before?: LabelText): LabelText {
  const pairs = Object.entries(more).map(([name, text]) => `${name}="${escapeLabel(text)}"`);
  // Sound: this is where such texts are made.
  return (before === undefined ? pairs : [before, ...pairs]).join(',') as LabelText;
}

function escapeLabel(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}
