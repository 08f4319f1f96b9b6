import { router } from './access/procedure.ts';
import { actionsRouter, applyProcedure } from './routers/actions-router.ts';
import { alertsRouter } from './routers/alerts-router.ts';
import { archivesRouter } from './routers/archives-router.ts';
import { auditRouter } from './routers/audit-router.ts';
import { connectionsRouter } from './routers/connections-router.ts';
import { consumersRouter } from './routers/consumers-router.ts';
import { deadLettersRouter } from './routers/dead-letters-router.ts';
import { entriesRouter } from './routers/entries-router.ts';
import { eventsRouter } from './routers/events-router.ts';
import { groupsRouter } from './routers/groups-router.ts';
import { healthRulesRouter } from './routers/health-rules-router.ts';
import { historyRouter } from './routers/history-router.ts';
import { jobsRouter } from './routers/jobs-router.ts';
import { metricsRouter } from './routers/metrics-router.ts';
import { pendingRouter } from './routers/pending-router.ts';
import { policiesRouter } from './routers/policies-router.ts';
import { pollingRouter } from './routers/polling-router.ts';
import { privacyRouter } from './routers/privacy-router.ts';
import { sessionRouter } from './routers/session-router.ts';
import { streamsRouter } from './routers/streams-router.ts';

/** Every procedure there is; docs/api.md names them for people. */
export const appRouter = router({
  session: sessionRouter,
  connections: connectionsRouter,
  polling: pollingRouter,
  streams: streamsRouter,
  groups: groupsRouter,
  healthRules: healthRulesRouter,
  consumers: consumersRouter,
  pending: pendingRouter,
  deadLetters: deadLettersRouter,
  entries: entriesRouter,
  metrics: metricsRouter,
  events: eventsRouter,
  history: historyRouter,
  actions: actionsRouter,
  'actions.apply': applyProcedure,
  jobs: jobsRouter,
  alerts: alertsRouter,
  audit: auditRouter,
  policies: policiesRouter,
  archives: archivesRouter,
  privacy: privacyRouter,
});

export type AppRouter = typeof appRouter;
