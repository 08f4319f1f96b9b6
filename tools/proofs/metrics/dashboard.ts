import { readFileSync } from 'node:fs';

const FILE = new URL('../../../deploy/grafana/weir-streams.json', import.meta.url);

export interface DashboardQuery {
  readonly panel: string;
  /** As Prometheus gets it, with every choice of the dashboard on "All". */
  readonly expression: string;
  /** Labels that the words beside a line are made of. */
  readonly labels: readonly string[];
}

interface Panel {
  readonly id: number;
  readonly title: string;
  readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
  readonly targets?: readonly { readonly expr: string; readonly legendFormat?: string }[];
  readonly transformations?: readonly { readonly options: { readonly include?: { readonly names: string[] } } }[];
}
interface Dashboard {
  readonly panels: readonly Panel[];
  readonly templating: { readonly list: readonly { readonly name: string; readonly definition?: string }[] };
}

// The shape Grafana documents for a dashboard, as far as it is looked at here.
const dashboard = JSON.parse(readFileSync(FILE, 'utf8')) as Dashboard;

export const PANELS: readonly Panel[] = dashboard.panels;

export const DASHBOARD_QUERIES: readonly DashboardQuery[] = dashboard.panels.flatMap((panel) =>
  (panel.targets ?? []).map(({ expr, legendFormat = '' }) => ({
    panel: panel.title,
    expression: filledIn(expr),
    labels: [
      ...[...legendFormat.matchAll(/\{\{(\w+)\}\}/g)].map(([, label = '']) => label),
      ...(panel.transformations ?? []).flatMap(({ options }) => options.include?.names ?? []),
    ],
  })),
);

/** What the choices offer: a metric that has to be there with this label. */
export const DASHBOARD_CHOICES = dashboard.templating.list.flatMap(({ definition }) => {
  if (definition === undefined) return [];
  const [, expression = '', label = ''] = /^label_values\((.*), (\w+)\)$/.exec(definition) ?? [];
  return [{ expression: filledIn(expression), label }];
});

function filledIn(expression: string): string {
  return expression.replaceAll('$__rate_interval', '10s').replaceAll(/\$\w+/g, '.*');
}
