import { useState } from 'react';

/** The row as it is, and once it is gone as it was last: for what is open while its object goes. `key` names the object. */
export function useLastRow<Row>(key: string, row: Row | undefined): Row | undefined {
  const [last, setLast] = useState({ key, row });
  if (last.key !== key || (row !== undefined && row !== last.row)) setLast({ key, row });
  return row ?? (last.key === key ? last.row : undefined);
}
