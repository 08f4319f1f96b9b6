import { joinInSlices } from '../observe/frame-text.ts';
import type { Watch } from '../observe/watch.ts';
import { chooseConsumers } from './choose-consumers.ts';
import { writeConnection } from './connection-samples.ts';
import { createExposition, endingWith, type Exposition, type Labels, withLabels } from './exposition.ts';
import { writeStream } from './stream-samples.ts';
import { COUNTED_FIGURES, noUnknown } from './unknown-counts.ts';

// About 150 kB of text.
const STREAMS_PER_PIECE = 50;

/** Prometheus text of all connections; made at most once per version of the boards, so that a scrape costs nothing. */
export interface MetricsText {
  /** UTF-8; the same bytes are given to all who ask. Made in slices, and for those who ask meanwhile only once. */
  read(): Promise<Uint8Array>;
}

export interface MetricsOptions {
  /** Version of Weir. */
  readonly version: string;
  /** Consumers of one connection that get samples, at most. */
  readonly consumers: number;
  /** Number of the Redis database, by id of the connection: the usual exporter has it as a label. */
  readonly databases: ReadonlyMap<string, number>;
}

export function createMetricsText(watches: ReadonlyMap<string, Watch>, options: MetricsOptions): MetricsText {
  let madeFor = '';
  let text: Promise<Uint8Array> | undefined;
  let underWay = false;
  return {
    read() {
      const versions = [...watches.values()].map((watch) => `${watch.board.version} ${isOld(watch)}`).join(',');
      if (text === undefined || (versions !== madeFor && !underWay)) {
        madeFor = versions;
        underWay = true;
        text = write(watches, options).finally(() => {
          underWay = false;
        });
      }
      return text;
    },
  };
}

// Longer than any hiccup: a series that is away for one scrape sets the clock of every alert on it back to zero.
const OLD_MS = 60_000;

function isOld({ board, here }: Watch): boolean {
  return (
    board.polledAtHere === null || here() - board.polledAtHere > Math.max(OLD_MS, 3 * board.summary.cost.intervalMs)
  );
}

async function write(watches: ReadonlyMap<string, Watch>, options: MetricsOptions): Promise<Uint8Array> {
  const out = createExposition();
  out.add('weir_build_info', withLabels({ version: options.version }), 1);
  for (const watch of watches.values()) {
    const labels = withLabels({ connection: watch.id });
    writeConnection(out, labels, watch.board);
    // Figures of a Redis that does not answer are not its figures any more: nothing is known, nothing is said.
    if (!isOld(watch)) await writePicture(out, watch, labels, options);
  }
  const [any] = watches.values();
  return any === undefined ? new Uint8Array() : joinInSlices(out.pieces(), any.board.newSlice());
}

async function writePicture(
  out: Exposition,
  { board, id }: Watch,
  labels: Labels,
  options: MetricsOptions,
): Promise<void> {
  const slice = board.newSlice();
  const choice = await chooseConsumers(board, options.consumers, slice);
  const unknown = noUnknown();
  const sheet = { out, at: board.polledAt ?? 0, choice, unknown };
  // Behind the names, so that who reads a line finds what it is about first.
  const db = options.databases.get(id);
  const named = db === undefined ? labels : endingWith({ db: `db${db}` }, labels);
  let rows = 0;
  for (const stream of board.streams.values()) {
    writeStream(sheet, named, stream);
    rows += 1;
    if (rows % STREAMS_PER_PIECE === 0) out.settle();
    if (slice.isOver()) await slice.breathe();
  }
  for (const figure of COUNTED_FIGURES)
    out.add('weir_unknown_figures', withLabels({ figure }, labels), unknown[figure]);
  out.add('weir_consumer_series_left_out', labels, choice.leftOut);
}
