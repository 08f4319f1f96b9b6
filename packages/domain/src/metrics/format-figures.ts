const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * A duration in at most two units: "0.3 s", "38 s", "1 m 27 s", "47 m", "3 h 36 m", "6 d". From ten minutes on the
 * seconds are left out unless `exact` ("47 m 04 s"). Negative durations count as 0.
 */
export function formatDuration(ms: number, exact?: 'exact'): string {
  if (!(ms > 0)) return '0 s';
  if (ms < 100) return '< 0.1 s';
  if (ms < 9_950) return `${trimZero((ms / SECOND).toFixed(1))} s`;
  const seconds = Math.round(ms / SECOND);
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600 && (exact || ms < 10 * MINUTE)) return twoUnits(seconds, 60, 'm', 's');
  const minutes = Math.round(ms / MINUTE);
  if (minutes < 60) return `${minutes} m`;
  if (minutes < 24 * 60) return twoUnits(minutes, 60, 'h', 'm');
  // By the rounded minutes: half a minute below a day is a day, and not none.
  if (exact && ms < 10 * DAY) return twoUnits(Math.floor(minutes / 60), 24, 'd', 'h');
  return `${Math.floor(minutes / (24 * 60))} d`;
}

/** "18,420", from a million on "1.5 M"; `full` never shortens. */
export function formatCount(n: number, full?: 'full'): string {
  const size = Math.abs(n);
  if (full || size < 1_000_000) return grouped(n);
  const [scale, unit] = size < 999_950_000 ? [1e6, 'M'] : size < 999_950_000_000 ? [1e9, 'G'] : [1e12, 'T'];
  return `${signed(n, trimZero((size / scale).toFixed(1)))} ${unit}`;
}

/** "212/s", under one a second "12/min", under one a minute "3/h". Zero is "0/s". */
export function formatRate(perSecond: number): string {
  const size = Math.abs(perSecond);
  if (size === 0) return '0/s';
  if (size >= 0.995) return `${signed(perSecond, perUnit(size))}/s`;
  if (size * 60 >= 0.995) return `${signed(perSecond, perUnit(size * 60))}/min`;
  if (size * 3600 >= 0.95) return `${signed(perSecond, perUnit(size * 3600))}/h`;
  return '< 1/h';
}

/** "312 B", "56 kB", "396 MB", "1.1 GB": decimal units, one decimal under 10 of the unit. */
export function formatBytes(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'];
  let amount = Math.max(0, bytes);
  let unit = 0;
  // 999.5 would round to "1000 kB".
  while (amount >= 999.5 && unit < units.length - 1) {
    amount /= 1000;
    unit += 1;
  }
  const figure = unit > 0 && amount < 9.95 ? trimZero(amount.toFixed(1)) : String(Math.round(amount));
  return `${figure} ${units[unit]}`;
}

/** "14:32:08" of an instant in epoch ms; UTC unless the zone's offset in minutes is given. */
export function formatClock(at: number, offsetMinutes = 0): string {
  const second = Math.floor(((((at + offsetMinutes * MINUTE) % DAY) + DAY) % DAY) / SECOND);
  return [Math.floor(second / 3600), Math.floor(second / 60) % 60, second % 60].map(twoDigits).join(':');
}

function twoUnits(smaller: number, per: number, unit: string, smallerUnit: string): string {
  return `${Math.floor(smaller / per)} ${unit} ${twoDigits(smaller % per)} ${smallerUnit}`;
}

function perUnit(size: number): string {
  return size < 9.95 ? trimZero(size.toFixed(1)) : formatCount(Math.round(size));
}

function grouped(n: number): string {
  const digits = String(Math.abs(Math.round(n)));
  return signed(n, digits.replace(/\B(?=(\d{3})+$)/g, ','));
}

// A true minus, so that it is as wide as the plus.
function signed(n: number, figure: string): string {
  return n < 0 && figure !== '0' ? `−${figure}` : figure;
}

function trimZero(figure: string): string {
  return figure.endsWith('.0') ? figure.slice(0, -2) : figure;
}

function twoDigits(n: number): string {
  return String(n).padStart(2, '0');
}
