import type { Listed } from '@weir/domain/wire/answers';
import type { WeirProcess } from './weir-process.ts';

/** All rows of a list procedure, page by page, in the order they came. */
export async function everyPage<T>(
  weir: WeirProcess,
  procedure: string,
  input: object,
  limit = 500,
): Promise<readonly T[]> {
  const rows: T[] = [];
  for (let cursor: string | null | undefined; cursor !== null;) {
    const page: Listed<T> = await weir.query<Listed<T>>(procedure, {
      ...input,
      limit,
      ...(cursor === undefined ? {} : { cursor }),
    });
    rows.push(...page.items);
    cursor = page.nextCursor;
  }
  return rows;
}
