import type { LinkState } from '@weir/domain/connections/link-state';
import type { ByeFrame, LinkFrame, WatchRequest } from '@weir/domain/wire/live-frame';
import { z } from 'zod';
import type { Watch } from './watch.ts';

/** Where frames for one viewer go; a socket, seen from above. */
export interface ViewerSink {
  /** The same bytes are given to all viewers: never change them. UTF-8 text. */
  send(frame: Uint8Array): void;
  /** Bytes given to `send` that have not left yet. */
  readonly bufferedBytes: number;
  close(why: 'too-slow' | 'signed-out' | 'bad-request'): void;
}

/** The live updates of all viewers. */
export interface LiveHub {
  attach(sink: ViewerSink): Viewer;
  /** The board of this connection has a new version. */
  publish(connection: string): void;
  publishLink(connection: string, link: LinkState): void;
  /** To be called about once a second: catches up who drained, closes who did not. */
  tend(): void;
}

export interface Viewer {
  /** A frame from the browser; anything but a watch request closes the viewer. */
  receive(text: string): void;
  /** Says goodbye: the session ended. */
  dismiss(): void;
  detach(): void;
}

interface Seat {
  readonly sink: ViewerSink;
  watch: Watch | undefined;
  /** The version this viewer was last sent. */
  version: number;
  /** Since when nothing more is sent because too much is waiting; 0 = it keeps up. */
  slowSince: number;
  leastBuffered: number;
}

const QUEUE_BYTES = 256 * 1024;
const DRAIN_MS = 10_000;

const requestShape: z.ZodType<WatchRequest> = z.strictObject({
  watch: z.strictObject({
    connection: z.string().max(200),
    version: z.int().min(0),
    boot: z.string().max(100),
  }),
});

export function createLiveHub(watches: ReadonlyMap<string, Watch>, boot: string, here: () => number): LiveHub {
  const encoder = new TextEncoder();
  const seats = new Set<Seat>();

  function leave(seat: Seat): void {
    if (seat.watch !== undefined) seat.watch.board.viewers -= 1;
    seat.watch = undefined;
  }

  function begin(seat: Seat, request: WatchRequest['watch']): void {
    const watch = watches.get(request.connection);
    if (watch === undefined) return seat.sink.close('bad-request');
    leave(seat);
    seat.watch = watch;
    watch.board.viewers += 1;
    // Versions of another process mean nothing here.
    seat.version = request.boot === boot ? request.version : 0;
    bringUp(seat, watch);
  }

  /** Sends what this viewer lacks: the change since its version where that is kept, else the whole picture. */
  function bringUp(seat: Seat, { board }: Watch): void {
    const change = seat.version > 0 ? board.shelf.since(seat.version) : undefined;
    seat.sink.send(change ?? board.shelf.picture(board.streams.values(), board.events));
    seat.version = board.version;
    seat.slowSince = 0;
  }

  function offer(seat: Seat, watch: Watch): void {
    if (seat.slowSince === 0 && seat.sink.bufferedBytes <= QUEUE_BYTES) {
      if (seat.version < watch.board.version) bringUp(seat, watch);
    } else if (seat.slowSince === 0) {
      seat.slowSince = here();
      seat.leastBuffered = seat.sink.bufferedBytes;
    }
  }

  function revisit(seat: Seat, watch: Watch): void {
    const buffered = seat.sink.bufferedBytes;
    if (buffered <= QUEUE_BYTES) {
      seat.slowSince = 0;
      offer(seat, watch);
    } else if (buffered < seat.leastBuffered) {
      // A large picture over a slow line: it moves, so its time begins anew.
      seat.leastBuffered = buffered;
      seat.slowSince = here();
    } else if (here() - seat.slowSince > DRAIN_MS) seat.sink.close('too-slow');
  }

  return {
    attach(sink) {
      const seat: Seat = { sink, watch: undefined, version: 0, slowSince: 0, leastBuffered: 0 };
      seats.add(seat);
      return {
        receive(text) {
          const request = requestShape.safeParse(parse(text));
          if (request.success) begin(seat, request.data.watch);
          else sink.close('bad-request');
        },
        dismiss() {
          sink.send(encoder.encode(JSON.stringify({ kind: 'bye' } satisfies ByeFrame)));
          sink.close('signed-out');
        },
        detach() {
          leave(seat);
          seats.delete(seat);
        },
      };
    },

    publish(connection) {
      for (const seat of seats) if (seat.watch?.id === connection) offer(seat, seat.watch);
    },

    publishLink(connection, link) {
      const frame = encoder.encode(JSON.stringify({ kind: 'link', connection, link } satisfies LinkFrame));
      for (const seat of seats) {
        if (seat.watch?.id === connection && seat.slowSince === 0) seat.sink.send(frame);
      }
    },

    tend() {
      for (const seat of seats) if (seat.slowSince !== 0 && seat.watch !== undefined) revisit(seat, seat.watch);
    },
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
