import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { freePort } from '../../rig/free-port.ts';
import { needProgram } from './debian-program.ts';
import { startProgram } from './running-program.ts';

export const RULES = fileURLToPath(new URL('../../../deploy/prometheus/weir-alerts.yml', import.meta.url));

export interface Found {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** A Prometheus that reads the given consoles every second and knows the rules of `deploy`. */
export interface PrometheusServer {
  /** What an expression finds now, or `laterMs` from now as if nothing more came in. */
  find(expression: string, laterMs?: number): Promise<readonly Found[]>;
  /** The alerts it was given. */
  alerts(): Promise<readonly AlertRule[]>;
  stop(): Promise<void>;
}

export interface AlertRule {
  readonly name: string;
  readonly query: string;
  readonly annotations: Readonly<Record<string, string>>;
}

interface QueryAnswer {
  readonly data: { readonly result: readonly { readonly metric: Found['labels']; readonly value: [number, string] }[] };
}
interface RulesAnswer {
  readonly data: {
    readonly groups: readonly { readonly rules: readonly AlertRule[] }[];
  };
}

export async function startPrometheus(
  test: { skip(note?: string): void },
  targets: readonly string[],
): Promise<PrometheusServer> {
  const program = await needProgram(test, 'prometheus');
  const folder = await mkdtemp(`${tmpdir()}/weir-prometheus-`);
  const config = {
    global: { scrape_interval: '1s', evaluation_interval: '1s' },
    rule_files: [RULES],
    scrape_configs: [{ job_name: 'weir', static_configs: [{ targets }] }],
  };
  // JSON is YAML.
  await writeFile(`${folder}/prometheus.yml`, JSON.stringify(config));
  const at = `127.0.0.1:${await freePort()}`;
  const words = [
    `--config.file=${folder}/prometheus.yml`,
    `--storage.tsdb.path=${folder}/data`,
    `--web.listen-address=${at}`,
    // The pages are a package of their own, which is not needed.
    `--web.console.templates=${folder}`,
    `--web.console.libraries=${folder}`,
  ];
  const running = await startProgram(program, words, `http://${at}`, '/-/ready');
  return {
    async find(expression, laterMs = 0) {
      const time = (Date.now() + laterMs) / 1_000;
      const text = await running.get(`/api/v1/query?time=${time}&query=${encodeURIComponent(expression)}`);
      const { data } = JSON.parse(text) as QueryAnswer;
      return data.result.map(({ metric, value }) => ({ labels: metric, value: Number(value[1]) }));
    },
    async alerts() {
      const { data } = JSON.parse(await running.get('/api/v1/rules?type=alert')) as RulesAnswer;
      return data.groups.flatMap(({ rules }) => rules);
    },
    async stop() {
      await running.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
