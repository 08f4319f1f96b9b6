import type { RequestContext } from '@weir/api/access/request-context';
import type { ActDesk } from '@weir/api/act/act-desk';
import type { MetricsText } from '@weir/api/metrics/metrics-text';
import type { Watch } from '@weir/api/observe/watch';
import type { IncomingMessage } from 'node:http';
import type { Caller } from '../identity/identify.ts';
import type { Log } from '../log/create-log.ts';
import type { StaticUi } from './static-ui.ts';

/** What the HTTP side of the console stands on. */
export interface HttpParts {
  readonly watches: ReadonlyMap<string, Watch>;
  readonly desk: ActDesk;
  readonly metrics: MetricsText;
  readonly ui: StaticUi;
  readonly allowedHosts: readonly string[];
  /** The port listened on; 0 before that. */
  readonly port: () => number;
  readonly log: Log;
  identify(request: IncomingMessage): Promise<Caller>;
  /** What this request may use; `setCookie` puts a cookie on its answer. */
  context(caller: Caller, origin: string, setCookie: (cookie: string) => void): RequestContext;
}
