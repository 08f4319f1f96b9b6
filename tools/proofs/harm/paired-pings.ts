import type { WeirProcess } from '../weir-process.ts';
import type { Bystander } from './bystander.ts';

export interface PairedPings {
  /** Median of the p99 while polling is paused, ms. */
  readonly alone: number;
  /** Median of the p99 beside Weir, ms. */
  readonly beside: number;
  /** Median of the ratios of each pair. */
  readonly ratio: number;
  readonly said: string;
}

// Each as long as a poll's interval.
const SLICE_MS = 2_000;

/** What goes on during a slice, until the signal. */
export type Meanwhile = (pair: number, until: AbortSignal) => Promise<void>;

/**
 * Somebody's PINGs in short slices, with Weir polling and with polling paused, in turns, the order turned round with
 * every pair: what else a shared machine does goes into both halves of a pair, and a busy minute into few of the pairs.
 */
export async function pairedPings(
  weir: WeirProcess,
  connection: string,
  bystander: Bystander,
  pairs: number,
  meanwhile: { readonly paused: Meanwhile; readonly polling: Meanwhile },
): Promise<PairedPings> {
  const slice = async (pair: number, kind: 'paused' | 'polling'): Promise<number> => {
    await weir.change(kind === 'paused' ? 'polling.pause' : 'polling.resume', { connection });
    const over = new AbortController();
    const measured = bystander.measure(SLICE_MS).finally(() => over.abort());
    const [{ p99 }] = await Promise.all([measured, meanwhile[kind](pair, over.signal)]);
    return p99;
  };
  const taken: { alone: number; beside: number }[] = [];
  for (let pair = 0; pair < pairs; pair += 1) {
    if (pair % 2 === 0) taken.push({ alone: await slice(pair, 'paused'), beside: await slice(pair, 'polling') });
    else {
      const beside = await slice(pair, 'polling');
      taken.push({ alone: await slice(pair, 'paused'), beside });
    }
  }
  await weir.change('polling.resume', { connection });
  const alone = quantile(taken.map((each) => each.alone));
  const beside = quantile(taken.map((each) => each.beside));
  const ratios = taken.map((each) => each.beside / each.alone);
  const ratio = quantile(ratios);
  const spread = `${quantile(ratios, 0.25).toFixed(2)} to ${quantile(ratios, 0.75).toFixed(2)}`;
  const said = `p99 ${alone.toFixed(3)} ms alone, ${beside.toFixed(3)} ms beside: ${ratio.toFixed(2)} times (${spread})`;
  return { alone, beside, ratio, said };
}

function quantile(values: readonly number[], part = 0.5): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length * part)] ?? Number.NaN;
}
