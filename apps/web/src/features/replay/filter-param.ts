import type { FieldCondition } from '@weir/domain/actions/entry-filter';

/** What can be asked of a field, as it stands in the address and on screen. */
export const TESTS = [
  { value: 'is', label: 'is' },
  { value: 'contains', label: 'contains' },
  { value: 'exists', label: 'exists' },
  { value: 'absent', label: 'does not exist' },
] as const;
export type FieldTest = (typeof TESTS)[number]['value'];

/** The server takes no more. */
export const MOST_CONDITIONS = 8;

/** "type:is:email.send,user:exists": names and values may hold anything, so what divides them is escaped inside them. */
export function filterText(conditions: readonly FieldCondition[]): string {
  return conditions
    .map((condition) => {
      const parts =
        'is' in condition
          ? [condition.field, 'is', condition.is]
          : 'contains' in condition
            ? [condition.field, 'contains', condition.contains]
            : [condition.field, condition.exists ? 'exists' : 'absent'];
      return parts.map(escaped).join(':');
    })
    .join(',');
}

/** The conditions of an address; a part that says nothing sensible is left out. */
export function parseFilter(text: string | undefined): readonly FieldCondition[] {
  if (text === undefined || text === '') return [];
  return text
    .split(',')
    .flatMap((part) => {
      const [field, test, value] = part.split(':').map(unescaped);
      return field === undefined || test === undefined ? [] : (conditionOf(field, test, value ?? '') ?? []);
    })
    .slice(0, MOST_CONDITIONS);
}

/** A condition from what was typed; null when it says nothing. An empty value is a value, but everything contains it. */
export function conditionOf(field: string, test: string, value: string): FieldCondition | null {
  switch (test) {
    case 'is':
      return { field, is: value };
    case 'contains':
      return value === '' ? null : { field, contains: value };
    case 'exists':
      return { field, exists: true };
    case 'absent':
      return { field, exists: false };
    default:
      return null;
  }
}

/** "type is email.send" */
export function conditionWords(condition: FieldCondition): string {
  if ('is' in condition) return `${condition.field} is ${condition.is === '' ? '(empty)' : condition.is}`;
  if ('contains' in condition) return `${condition.field} contains ${condition.contains}`;
  return `${condition.field} ${condition.exists ? 'exists' : 'does not exist'}`;
}

function escaped(text: string): string {
  return text.replaceAll('%', '%25').replaceAll(':', '%3A').replaceAll(',', '%2C');
}

function unescaped(text: string): string {
  return text.replaceAll('%2C', ',').replaceAll('%3A', ':').replaceAll('%25', '%');
}
