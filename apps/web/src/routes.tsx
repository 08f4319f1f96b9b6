import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  type RouterHistory,
} from '@tanstack/react-router';
import { ConnectionFrame } from './app/connection-frame.tsx';
import { nameFromSegment, nameToSegment } from './app/name-in-url.ts';
import { NotFoundPage } from './app/not-found-page.tsx';
import { PageTrouble } from './app/page-trouble.tsx';
import { RootFrame } from './app/root-frame.tsx';
import {
  alertsSearch,
  auditSearch,
  groupSearch,
  jobSearch,
  jobsSearch,
  lettersSearch,
  listSearch,
  policySearch,
  parseSearch,
  privacySearch,
  replaySearch,
  signInSearch,
  streamSearch,
  stringifySearch,
  triageSearch,
} from './app/search-params.ts';
import { FirstConnection } from './features/connection/first-connection.tsx';
import { TriagePage } from './features/triage/triage-page.tsx';
import { keepMoment } from './past/past-moment.ts';

const root = createRootRoute({ component: RootFrame, notFoundComponent: NotFoundPage });

const first = createRoute({ getParentRoute: () => root, path: '/', component: FirstConnection });

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: signInSearch,
  component: lazyRouteComponent(() => import('./features/session/sign-in-page.tsx'), 'SignInPage'),
});

const connection = createRoute({
  getParentRoute: () => root,
  path: '/c/$conn',
  params: {
    parse: ({ conn }) => ({ conn: nameFromSegment(conn) }),
    stringify: ({ conn }) => ({ conn: nameToSegment(conn) }),
  },
  component: ConnectionFrame,
});

// A link on a page of the past leads to the past.
const search = { middlewares: [keepMoment] };

const triage = createRoute({
  getParentRoute: () => connection,
  path: '/',
  validateSearch: triageSearch,
  search,
  component: TriagePage,
});

const streams = createRoute({
  getParentRoute: () => connection,
  path: '/streams',
  validateSearch: listSearch,
  search,
  component: lazyRouteComponent(() => import('./features/streams/streams-page.tsx'), 'StreamsPage'),
});

const groups = createRoute({
  getParentRoute: () => connection,
  path: '/groups',
  validateSearch: listSearch,
  search,
  component: lazyRouteComponent(() => import('./features/groups/groups-page.tsx'), 'GroupsPage'),
});

// One component for all tabs of an object: it stays mounted when the tab changes and reads the tab from the path.
const streamPage = lazyRouteComponent(() => import('./features/stream/stream-page.tsx'), 'StreamPage');
const groupPage = lazyRouteComponent(() => import('./features/group/group-page.tsx'), 'GroupPage');

const stream = createRoute({
  getParentRoute: () => connection,
  path: '/s/$stream',
  params: {
    parse: ({ stream: segment }) => ({ stream: nameFromSegment(segment) }),
    stringify: ({ stream: name }) => ({ stream: nameToSegment(name) }),
  },
});

const streamTabs = createRoute({
  getParentRoute: () => stream,
  id: 'tabs',
  validateSearch: streamSearch,
  search,
  component: streamPage,
});
const streamOverview = createRoute({ getParentRoute: () => streamTabs, path: '/' });
const streamEntries = createRoute({ getParentRoute: () => streamTabs, path: '/entries' });
const streamGroups = createRoute({ getParentRoute: () => streamTabs, path: '/groups' });
const streamActivity = createRoute({ getParentRoute: () => streamTabs, path: '/activity' });
const streamTrim = createRoute({ getParentRoute: () => streamTabs, path: '/trim' });

const group = createRoute({
  getParentRoute: () => stream,
  path: '/g/$group',
  params: {
    parse: ({ group: segment }) => ({ group: nameFromSegment(segment) }),
    stringify: ({ group: name }) => ({ group: nameToSegment(name) }),
  },
  validateSearch: groupSearch,
  search,
  component: groupPage,
});
const groupOverview = createRoute({ getParentRoute: () => group, path: '/' });
const groupPending = createRoute({ getParentRoute: () => group, path: '/pending' });
const groupConsumers = createRoute({ getParentRoute: () => group, path: '/consumers' });
const groupRules = createRoute({ getParentRoute: () => group, path: '/rules' });
const groupActivity = createRoute({ getParentRoute: () => group, path: '/activity' });

const deadLetters = createRoute({
  getParentRoute: () => connection,
  path: '/dead-letters',
  validateSearch: lettersSearch,
  component: lazyRouteComponent(() => import('./features/dead-letters/dead-letters-page.tsx'), 'DeadLettersPage'),
});

const policies = createRoute({
  getParentRoute: () => connection,
  path: '/trim-policies',
  component: lazyRouteComponent(() => import('./features/policies/policies-page.tsx'), 'PoliciesPage'),
});

const policy = createRoute({
  getParentRoute: () => connection,
  path: '/trim-policies/$policy',
  validateSearch: policySearch,
  component: lazyRouteComponent(() => import('./features/policies/policy-page.tsx'), 'PolicyPage'),
});

const jobs = createRoute({
  getParentRoute: () => connection,
  path: '/jobs',
  validateSearch: jobsSearch,
  component: lazyRouteComponent(() => import('./features/jobs/jobs-page.tsx'), 'JobsPage'),
});

const job = createRoute({
  getParentRoute: () => connection,
  path: '/jobs/$job',
  validateSearch: jobSearch,
  component: lazyRouteComponent(() => import('./features/jobs/job-page.tsx'), 'JobPage'),
});

const newReplay = createRoute({
  getParentRoute: () => connection,
  path: '/jobs/new/replay',
  validateSearch: replaySearch,
  component: lazyRouteComponent(() => import('./features/replay/replay-page.tsx'), 'ReplayPage'),
});

const privacy = createRoute({
  getParentRoute: () => connection,
  path: '/privacy',
  validateSearch: privacySearch,
  component: lazyRouteComponent(() => import('./features/privacy/privacy-page.tsx'), 'PrivacyPage'),
});

const alerts = createRoute({
  getParentRoute: () => connection,
  path: '/alerts',
  validateSearch: alertsSearch,
  component: lazyRouteComponent(() => import('./features/alerts/alerts-page.tsx'), 'AlertsPage'),
});

const incident = createRoute({
  getParentRoute: () => connection,
  path: '/alerts/$incident',
  component: lazyRouteComponent(() => import('./features/alerts/incident-page.tsx'), 'IncidentPage'),
});

// The list stays mounted while records open and close beside it.
const audit = createRoute({
  getParentRoute: () => connection,
  path: '/audit',
  validateSearch: auditSearch,
  component: lazyRouteComponent(() => import('./features/audit/audit-page.tsx'), 'AuditPage'),
});
const auditList = createRoute({ getParentRoute: () => audit, path: '/' });
const auditRecord = createRoute({ getParentRoute: () => audit, path: '/$record' });

const routeTree = root.addChildren([
  first,
  signIn,
  connection.addChildren([
    triage,
    streams,
    groups,
    deadLetters,
    policies,
    policy,
    jobs,
    job,
    newReplay,
    privacy,
    alerts,
    incident,
    audit.addChildren([auditList, auditRecord]),
    stream.addChildren([
      streamTabs.addChildren([streamOverview, streamEntries, streamGroups, streamTrim, streamActivity]),
      group.addChildren([groupOverview, groupPending, groupConsumers, groupActivity, groupRules]),
    ]),
  ]),
]);

export function createAppRouter(history?: RouterHistory) {
  return createRouter({
    routeTree,
    ...(history === undefined ? {} : { history }),
    parseSearch,
    stringifySearch,
    defaultErrorComponent: PageTrouble,
    defaultNotFoundComponent: NotFoundPage,
    defaultPreload: 'intent',
    scrollRestoration: true,
    // Lists scroll inside their own box.
    scrollToTopSelectors: ['main'],
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
