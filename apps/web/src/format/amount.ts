/** A rate as a bare figure under a heading that names the unit "/s": "212", "0.4", "< 0.1", "0". */
export function perSecondText(rate: number): string {
  if (rate === 0) return '0';
  if (rate < 0.1) return '< 0.1';
  if (rate < 9.95) return trimZero(rate.toFixed(1));
  return grouped(Math.round(rate));
}

/** A change with its sign: "+38/s", "−154/s" (a true minus). */
export function changeText(perSecond: number): string {
  return `${perSecond < 0 ? '−' : '+'}${perSecondText(Math.abs(perSecond))}/s`;
}

function grouped(n: number): string {
  return n.toLocaleString('en-US');
}

function trimZero(text: string): string {
  return text.endsWith('.0') ? text.slice(0, -2) : text;
}
