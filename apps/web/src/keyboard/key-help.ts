interface HelpLine {
  readonly keys: readonly string[];
  readonly does: string;
  /** Works with single letters switched off too. */
  readonly always?: true;
  /** What the page must have for the key to do something. */
  readonly needs?: string;
}

interface HelpSection {
  readonly title: string;
  readonly keys: readonly HelpLine[];
}

interface KeysOfPage {
  readonly command: string;
  /** Single letters are shortcuts. */
  readonly letters: boolean;
  /** How many elements of the page match a selector. */
  readonly count: (selector: string) => number;
}

const TABS = '[data-page-tabs] > a';

/** The list behind `?`: the keys that do something on this page, with these preferences. */
export function keyHelp({ command, letters, count }: KeysOfPage): readonly HelpSection[] {
  const tabs = count(TABS);
  const rows = '[data-row-link]';
  const sections: readonly HelpSection[] = [
    {
      title: 'Everywhere',
      keys: [
        { keys: [command, 'K'], does: 'Search streams, groups and pages', always: true },
        { keys: ['/'], does: 'To the search field of this page', needs: '[data-page-search]' },
        { keys: ['Space'], does: 'Pause or resume polling' },
        { keys: ['?'], does: 'This list', always: true },
        { keys: ['Esc'], does: 'Close the topmost', always: true },
      ],
    },
    {
      title: 'Go to',
      keys: [
        { keys: ['G', 'T'], does: 'Triage' },
        { keys: ['G', 'S'], does: 'Streams' },
        { keys: ['G', 'G'], does: 'Groups' },
        { keys: ['G', 'D'], does: 'Dead letters' },
        { keys: ['G', 'J'], does: 'Jobs' },
        { keys: ['G', 'A'], does: 'Alerts' },
        { keys: ['G', 'L'], does: 'Audit log' },
        { keys: ['⌫'], does: 'Up one level' },
      ],
    },
    {
      title: 'List',
      keys: [
        { keys: ['J'], does: 'Next row', needs: rows },
        { keys: ['K'], does: 'Previous row', needs: rows },
        { keys: ['↵'], does: 'Open', always: true, needs: rows },
        { keys: ['X'], does: 'Select the row', needs: '[data-row-select]' },
        { keys: ['⇧', 'X'], does: 'Select up to this row', needs: '[data-row-select]' },
        { keys: [command, 'A'], does: 'Select all that match', always: true, needs: '[data-page-select-all]' },
        { keys: ['R'], does: 'Sort now', needs: '[data-page-sort]' },
        { keys: ['S'], does: 'Snooze the row', needs: '[data-row-snooze]' },
        { keys: ['F'], does: 'Hold the tail, or follow again', needs: '[data-page-follow]' },
      ],
    },
    {
      title: 'This page',
      keys: [
        { keys: ['1', '…', String(tabs)], does: 'Tab', needs: TABS },
        { keys: ['C'], does: 'Claim', needs: '[data-page-action=claim]' },
        { keys: ['A'], does: 'Acknowledge', needs: '[data-page-action=acknowledge]' },
        { keys: ['D'], does: 'Dead-letter', needs: '[data-page-action=dead-letter]' },
        { keys: ['B'], does: 'Send back', needs: '[data-page-action=redrive]' },
        { keys: ['M'], does: 'Move the position', needs: '[data-page-action=move]' },
        { keys: ['Y'], does: 'Copy the name', needs: '[data-page-copy]' },
        { keys: ['⇧', 'Y'], does: 'Copy the link' },
      ],
    },
  ];
  return sections
    .map(({ title, keys }) => ({
      title,
      keys: keys.filter(
        ({ always = false, needs }) => (letters || always) && (needs === undefined || count(needs) > 0),
      ),
    }))
    .filter(({ keys }) => keys.length > 0);
}
