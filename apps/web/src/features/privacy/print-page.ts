/** Prints the page as paper wants it: dark on light, whichever theme is on screen. */
export function printPage(): void {
  const { dataset } = document.documentElement;
  const before = dataset['theme'];
  dataset['theme'] = 'light';
  globalThis.print();
  if (before === undefined) delete dataset['theme'];
  else dataset['theme'] = before;
}
