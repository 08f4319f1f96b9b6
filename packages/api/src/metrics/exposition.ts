import { type ExportedMetric, METRICS } from './metric-names.ts';

/** What stands between the braces, ready to be written; more labels go between the two parts. */
export interface Labels {
  readonly text: string;
  /** Labels that stay behind all others, with a comma before them. */
  readonly last: string;
}

/** Prometheus text exposition format 0.0.4: samples are grouped under one HELP and TYPE per metric. */
export interface Exposition {
  add(metric: ExportedMetric, labels: Labels, value: number): void;
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
    add(metric, { text, last }, value) {
      let lines = samples.get(metric);
      if (lines === undefined) {
        const [type, help] = METRICS[metric];
        lines = { open: `# HELP ${metric} ${help}\n# TYPE ${metric} ${type}\n`, pieces: [] };
        samples.set(metric, lines);
      }
      lines.open += `${metric}{${text}${last}} ${value}\n`;
    },

    settle,

    pieces() {
      settle();
      return [...samples.values()].flatMap(({ pieces }) => pieces);
    },
  };
}

const NO_LABELS: Labels = { text: '', last: '' };

/** `more` labels behind those of `before`. */
export function withLabels(more: Readonly<Record<string, string>>, before = NO_LABELS): Labels {
  const pairs = written(more);
  return { text: before.text === '' ? pairs : `${before.text},${pairs}`, last: before.last };
}

/** The same labels with `last` behind them, and behind all that come later. */
export function endingWith(last: Readonly<Record<string, string>>, before: Labels): Labels {
  return { text: before.text, last: `,${written(last)}` };
}

function written(labels: Readonly<Record<string, string>>): string {
  return Object.entries(labels)
    .map(([name, text]) => `${name}="${escapeLabel(text)}"`)
    .join(',');
}

function escapeLabel(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}
