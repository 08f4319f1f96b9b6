import { useParams, useRouterState } from '@tanstack/react-router';
import type { PLACES } from './nav-places.ts';

type PlaceWord = (typeof PLACES)[number]['word'];

/** The place of the navigation that the page on screen belongs to; undefined on pages that are a place themselves. */
export function useObjectPlace(): PlaceWord | undefined {
  const { stream, group, incident, job, policy, record } = useParams({ strict: false });
  const planning = useRouterState({ select: (state) => state.location.pathname.includes('/jobs/new/') });
  if (job !== undefined || planning) return 'Jobs';
  if (policy !== undefined) return 'Policies';
  if (incident !== undefined) return 'Alerts';
  if (record !== undefined) return 'Audit';
  if (group !== undefined) return 'Groups';
  return stream === undefined ? undefined : 'Streams';
}
