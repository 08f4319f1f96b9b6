import { setTimeout as wait } from 'node:timers/promises';
import type { Ask, PollWire } from '../resp/poll-wire.ts';
import type { BudgetLedger } from './budget-ledger.ts';
import type { Cost } from './cost-class.ts';

/** Asks that belong together, and what they are expected to cost the server. Bytes are metered as they arrive. */
export interface Order {
  readonly asks: readonly Ask[];
  readonly commands: number;
  readonly micros: number;
  /** Bytes the replies are expected to have, to keep windows small; 0 = few. */
  readonly likelyBytes: number;
}

// Two windows on the way keep Redis busy while the last one is read; each is short enough that nobody else waits for it.
const WINDOWS_IN_FLIGHT = 2;
const WINDOW_COMMANDS = 900;
const WINDOW_BYTES = 512 * 1_024;
const WINDOW_MICROS = 3_000;

/** Sends orders in windows within a budget, and counts what was sent. */
export class MeteredWire {
  readonly #wire: PollWire;
  readonly #spent = { commands: 0, micros: 0, bytes: 0 };
  #bytesSeen = 0;

  constructor(wire: PollWire) {
    this.#wire = wire;
  }

  /** What was spent since this was asked last. */
  takeSpent(): Cost {
    const spent = { ...this.#spent };
    Object.assign(this.#spent, { commands: 0, micros: 0, bytes: 0 });
    return spent;
  }

  /** Sends all orders; between windows it waits as long as the ledger is overdrawn. Rejects with NoAnswer. */
  async send(orders: Iterable<Order>, ledger: BudgetLedger): Promise<void> {
    const inFlight: Promise<void>[] = [];
    for (const window of windows(charged(orders, ledger))) {
      await overdrawn(ledger);
      if (inFlight.length >= WINDOWS_IN_FLIGHT) await inFlight.shift();
      const sent = this.#sendWindow(window, ledger);
      // Awaited below; without this a second failure before that would count as unhandled.
      sent.catch(() => {});
      inFlight.push(sent);
    }
    for (const sent of inFlight) await sent;
  }

  async #sendWindow(window: readonly Order[], ledger: BudgetLedger): Promise<void> {
    let commands = 0;
    let micros = 0;
    for (const order of window) {
      commands += order.commands;
      micros += order.micros;
    }
    this.#spent.commands += commands;
    this.#spent.micros += micros * ledger.scale;
    await this.#wire.send(window.length === 1 ? (window[0]?.asks ?? []) : window.flatMap((order) => order.asks));
    const bytes = this.#wire.bytesIn - this.#bytesSeen;
    this.#bytesSeen = this.#wire.bytesIn;
    this.#spent.bytes += bytes;
    ledger.charge({ commands: 0, micros: 0, bytes });
  }
}

// Charged as they are taken, so that whoever makes them sees at once what is left.
function* charged(orders: Iterable<Order>, ledger: BudgetLedger): Generator<Order> {
  for (const order of orders) {
    ledger.charge({ commands: order.commands, micros: order.micros, bytes: 0 });
    yield order;
  }
}

function* windows(orders: Iterable<Order>): Generator<readonly Order[]> {
  let window: Order[] = [];
  let [commands, micros, bytes] = [0, 0, 0];
  for (const order of orders) {
    const full =
      commands + order.commands > WINDOW_COMMANDS ||
      micros + order.micros > WINDOW_MICROS ||
      bytes + order.likelyBytes > WINDOW_BYTES;
    if (full && window.length > 0) {
      yield window;
      window = [];
      [commands, micros, bytes] = [0, 0, 0];
    }
    window.push(order);
    commands += order.commands;
    micros += order.micros;
    bytes += order.likelyBytes;
  }
  if (window.length > 0) yield window;
}

async function overdrawn(ledger: BudgetLedger): Promise<void> {
  const { ms } = ledger.waitFor({ commands: 0, micros: 0, bytes: 0 });
  if (ms > 0) await wait(Math.ceil(ms));
}
