/**
 * Answers the same question again for a moment: viewers who ask for the same page at the same time cost Redis one
 * read. A failure is not kept, and of more than `limit` answers the oldest is forgotten.
 */
export function createShortMemory(
  keepMs: number,
  limit: number,
): <T>(key: string, ask: () => Promise<T>) => Promise<T> {
  const kept = new Map<string, Promise<unknown>>();
  return <T>(key: string, ask: () => Promise<T>): Promise<T> => {
    const before = kept.get(key);
    if (before !== undefined) return before as Promise<T>; // The key names the procedure, and with it T.
    const [oldest] = kept.keys();
    if (kept.size >= limit && oldest !== undefined) kept.delete(oldest);
    const answer = ask();
    kept.set(key, answer);
    const forget = (): void => {
      // The key may have been forgotten and asked again meanwhile.
      if (kept.get(key) === answer) kept.delete(key);
    };
    answer.then(() => setTimeout(forget, keepMs).unref(), forget);
    return answer;
  };
}
