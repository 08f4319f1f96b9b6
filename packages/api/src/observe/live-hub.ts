import type { LinkState } from '@weir/domain/connections/link-state';
import type { ByeFrame, LinkFrame, WatchRequest } from '@weir/domain/wire/live-frame';
import { z } from 'zod';
import type { Frame } from './delta-shelf.ts';
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
  /** The catching up under way; a later one takes over from it. */
  catchingUp: symbol | undefined;
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
    seat.catchingUp = undefined;
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
    seat.slowSince = 0;
    void catchUp(seat, watch);
  }

  /**
   * Sends what this viewer lacks, at least one frame: the change since its version where that is kept, else the whole
   * picture; and what was published while that was made.
   */
  async function catchUp(seat: Seat, { board }: Watch): Promise<void> {
    const mine = Symbol('catching up');
    seat.catchingUp = mine;
    do {
      const frame =
        (seat.version > 0 ? await board.shelf.since(seat.version) : undefined) ?? (await board.shelf.picture());
      // Many wait for the same large frame, and sending it takes its time.
      await board.newSlice().breathe();
      if (seat.catchingUp !== mine) return;
      give(seat, frame);
    } while (seat.version < board.version && seat.sink.bufferedBytes <= QUEUE_BYTES);
    seat.catchingUp = undefined;
  }

  function give(seat: Seat, frame: Frame): void {
    seat.sink.send(frame.bytes);
    seat.version = frame.version;
  }

  function offer(seat: Seat, watch: Watch): void {
    if (seat.catchingUp !== undefined) return;
    if (seat.slowSince === 0 && seat.sink.bufferedBytes <= QUEUE_BYTES) {
      if (seat.version >= watch.board.version) return;
      const step = watch.board.shelf.step(seat.version);
      if (step === undefined) void catchUp(seat, watch);
      else give(seat, step);
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

  async function offerAll(watch: Watch): Promise<void> {
    const slice = watch.board.newSlice();
    for (const seat of seats) {
      if (seat.watch === watch) offer(seat, watch);
      if (slice.isOver()) await slice.breathe();
    }
  }

  return {
    attach(sink) {
      const seat: Seat = {
        sink,
        watch: undefined,
        version: 0,
        slowSince: 0,
        leastBuffered: 0,
        catchingUp: undefined,
      };
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
      const watch = watches.get(connection);
      if (watch !== undefined) void offerAll(watch);
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
