import { type Level, LEVELS } from '@weir/domain/health/status';

/** The level an address names; "any" where it names none, or none there is. */
export function parseLevel(text: string | undefined): Level | 'any' {
  return LEVELS.find((level) => level === text) ?? 'any';
}
