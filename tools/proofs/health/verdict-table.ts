import type { BurrowSaid, PhaseResult, ScenarioResult } from './play-scenarios.ts';

/** One line a phase, for people: what was said and after how long, and what Burrow's rules say of the same samples. */
export function tableOf(results: readonly ScenarioResult[]): string {
  const lines = results.flatMap(({ scenario, phases }) =>
    phases.map((phase) => [
      scenario.name,
      phase.phase.name,
      ours(phase),
      ...[phase.burrow.delivered, phase.burrow.acknowledged].map(theirs),
    ]),
  );
  const head = ['Situation', 'Phase', 'Weir', 'Burrow, delivered', 'Burrow, acknowledged'];
  const widths = head.map((title, at) => Math.max(title.length, ...lines.map((line) => (line[at] ?? '').length)));
  return [head, ...lines]
    .map((line) =>
      line
        .map((cell, at) => cell.padEnd(widths[at] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

export function ours({ phase, course, detectedAfter }: PhaseResult): string {
  if (phase.detect !== undefined && detectedAfter !== null) return `${phase.detect.status} after ${detectedAfter} s`;
  return [...new Set(course.map(([, status]) => status))].join(', ');
}

export function theirs({ words, after }: BurrowSaid): string {
  const said = [...words].filter((word) => word !== 'OK');
  return said.length === 0 ? 'OK' : `${said.join(', ')} after ${after ?? 0} s`;
}
