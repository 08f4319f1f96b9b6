/**
 * Every metric of the export with its type and meaning. The names that begin with `redis_` are those of the usual Redis
 * exporter, with the same units and types.
 */
export const METRICS = {
  redis_stream_length: ['gauge', 'Entries in the stream'],
  redis_stream_groups: ['gauge', 'Consumer groups of the stream'],
  redis_stream_entries_added_total: ['counter', 'Entries ever added to the stream'],
  redis_stream_first_entry_id: ['gauge', 'Milliseconds in the id of the first entry; absent while the stream is empty'],
  redis_stream_last_entry_id: ['gauge', 'Milliseconds in the id of the last entry; absent while the stream is empty'],
  redis_stream_last_generated_id: ['gauge', 'Milliseconds in the newest id the stream ever gave'],
  redis_stream_max_deleted_entry_id: ['gauge', 'Milliseconds in the largest id deleted one by one; 0 for none'],
  redis_stream_group_consumers: ['gauge', 'Consumers of the group'],
  redis_stream_group_messages_pending: ['gauge', 'Entries delivered and not acknowledged'],
  redis_stream_group_last_delivered_id: ['gauge', 'Milliseconds in the id the group has read up to'],
  redis_stream_group_entries_read: ['gauge', 'Entries the group has read, as Redis counts them'],
  redis_stream_group_lag: ['gauge', 'Unread entries; absent while not exactly known'],
  redis_stream_group_consumer_messages_pending: ['gauge', 'Pending entries the consumer holds'],
  redis_stream_group_consumer_idle_seconds: ['gauge', 'Time since the last call of the consumer'],
  weir_group_behind_seconds: ['gauge', 'Age of the oldest unread entry; 0 when nothing is unread'],
  weir_group_oldest_pending_seconds: ['gauge', 'Age of the oldest pending entry by its id; 0 when nothing is pending'],
  weir_group_status: ['gauge', '1 for the status the group is in; the other statuses have no sample'],
  weir_up: ['gauge', '1 while Weir is connected to this Redis'],
  weir_polling_paused: ['gauge', '1 while somebody has paused polling'],
  weir_picture_timestamp_seconds: ['gauge', 'When the newest poll was, by the clock of the machine Weir runs on'],
  weir_discovery_complete: ['gauge', '1 once the keyspace was looked through for streams'],
  weir_poll_duration_seconds: ['gauge', 'Duration of the newest poll'],
  weir_poll_interval_seconds: ['gauge', 'Interval between polls as the budget allows it now'],
  weir_poll_interval_wanted_seconds: ['gauge', 'Interval between polls as it was set'],
  weir_poll_commands_total: ['counter', 'Commands sent by polling'],
  weir_poll_server_seconds_total: ['counter', 'Server time taken by polling'],
  weir_unknown_figures: ['gauge', 'Streams or groups of which this figure is not known and therefore absent'],
  weir_consumer_series_left_out: [
    'gauge',
    'Known consumers without samples, because of the limit WEIR_METRICS_CONSUMERS',
  ],
  weir_build_info: ['gauge', '1, with the version of Weir'],
} as const;

export type ExportedMetric = keyof typeof METRICS;
