import { CostGauge, type ProcessorReading, processorMsIn } from './cost-gauge.ts';
import { infoOrder } from './info-order.ts';
import type { PollContext } from './poll-context.ts';

/** Reads what Redis has worked before and behind each poll, and has the ledger charge what polls really cost. */
export class CostMeter {
  readonly #context: PollContext;
  readonly #gauge = new CostGauge();
  #estimatedMs = 0;
  /** Asked with every poll, each refusal would stand in the server's ACL LOG. */
  #isDenied = false;

  constructor(context: PollContext) {
    this.#context = context;
  }

  get isMeasured(): boolean {
    return this.#gauge.isMeasured;
  }

  /** Rejects with NoAnswer. */
  async begin(): Promise<void> {
    this.#gauge.begin(await this.#read());
    this.#estimatedMs = this.#context.ledger.estimatedMs;
  }

  /** Rejects with NoAnswer. */
  async end(): Promise<void> {
    const { ledger } = this.#context;
    const estimatedMs = ledger.estimatedMs - this.#estimatedMs;
    this.#gauge.end(await this.#read(), estimatedMs);
    ledger.scale = this.#gauge.scale;
  }

  async #read(): Promise<ProcessorReading | undefined> {
    if (this.#isDenied) return undefined;
    const { wire, ledger, clock } = this.#context;
    let reading: ProcessorReading | undefined;
    const order = infoOrder(
      'cpu',
      (text) => {
        const processorMs = processorMsIn(text);
        if (processorMs !== undefined) reading = { processorMs, at: clock.monotonic() };
      },
      ({ code }) => {
        this.#isDenied = code === 'NOPERM';
      },
    );
    await wire.send([order], ledger);
    return reading;
  }
}
