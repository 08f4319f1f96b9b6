// Tables of thousands of rows keep only those near the window in the document, each placed by itself. Table elements
// cannot be placed that way, so these say to assistive technology what the boxes are.
export const asRowGroup = { role: 'rowgroup' } as const;
export const asRow = { role: 'row' } as const;
export const asCell = { role: 'cell' } as const;
export const asColumnHead = { role: 'columnheader' } as const;

export function asTable(label: string, rows: number) {
  // The row of heads counts.
  return { role: 'table', 'aria-label': label, 'aria-rowcount': rows + 1 } as const;
}
