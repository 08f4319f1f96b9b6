/** One metric of a page in the text exposition format 0.0.4. */
export interface Metric {
  readonly type: string;
  readonly help: string;
  readonly samples: readonly Sample[];
}

export interface Sample {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

const NAME = '[a-zA-Z_:][a-zA-Z0-9_:]*';
const SAMPLE = new RegExp(`^(${NAME})(?:\\{(.*)\\})? (-?[0-9.]+(?:e[+-]?[0-9]+)?)$`, 's');
const LABEL = /([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\[\\"n])*)"(,|$)/gsy;

/**
 * Reads a page strictly: every metric has HELP and TYPE once and before its samples, its samples stand together, no
 * series comes twice. Fails on anything else.
 */
export function readExposition(text: string): ReadonlyMap<string, Metric> {
  if (!text.endsWith('\n')) throw new Error('the last line has no end');
  const metrics = new Map<string, { type: string; help: string; samples: Sample[]; seen: Set<string> }>();
  let help: { name: string; text: string } | undefined;
  let open = '';
  for (const line of text.slice(0, -1).split('\n')) {
    const [, kind = '', name = '', rest = ''] = /^# (HELP|TYPE) (\S+) (.*)$/s.exec(line) ?? [];
    if (kind === 'HELP') {
      help = { name, text: rest };
    } else if (kind === 'TYPE') {
      if (metrics.has(name)) throw new Error(`${name} comes twice`);
      if (help?.name !== name) throw new Error(`${name} has no HELP before its TYPE`);
      metrics.set(name, { type: rest, help: help.text, samples: [], seen: new Set() });
      open = name;
    } else {
      const [, of = '', labels = '', value = ''] = SAMPLE.exec(line) ?? [];
      const metric = metrics.get(of);
      if (metric === undefined || of !== open) throw new Error(`no sample of an open metric: ${line}`);
      if (metric.seen.has(labels)) throw new Error(`twice: ${line}`);
      metric.seen.add(labels);
      metric.samples.push({ labels: readLabels(labels), value: Number(value) });
    }
  }
  return metrics;
}

function readLabels(text: string): Readonly<Record<string, string>> {
  const labels: [string, string][] = [];
  let end = 0;
  for (const match of text.matchAll(LABEL)) {
    const [whole, name = '', value = ''] = match;
    labels.push([name, value.replaceAll(/\\(.)/g, (_, escaped: string) => (escaped === 'n' ? '\n' : escaped))]);
    end = match.index + whole.length;
  }
  if (end !== text.length) throw new Error(`labels that cannot be read: ${text}`);
  return Object.fromEntries(labels);
}
