/** One line of a benchmark's result: what against what, the ratio, the goal it is held to ('-' = none) and the figures. */
export function printRatio(name: string, ratio: number, goal: string, figures: string): void {
  console.log(`${name}: ${ratio.toFixed(ratio < 10 ? 2 : 0)}× (goal ${goal}) ${figures}`);
}

export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

export function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
