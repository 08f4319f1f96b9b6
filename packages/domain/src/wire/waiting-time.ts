/** Edges of the waiting-time cells, ms: < 10 s, 10–60 s, 1–5 m, 5–15 m, 15–45 m, > 45 m. */
export const WAITING_EDGES_MS = [10_000, 60_000, 300_000, 900_000, 2_700_000] as const;
