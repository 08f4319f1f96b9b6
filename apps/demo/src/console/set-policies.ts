import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { SERVER } from './console-process.ts';

const run = promisify(execFile);

const EVERY = { schedule: { everyMs: 60_000 } } as const;

// Both at work from the second minute on. The trim is held back once worker-7 is dead and its entries are the oldest.
const POLICIES = [
  {
    settings: {
      name: 'keep notifications small',
      on: { stream: 'notifications_stream' },
      keep: { keep: 'newest', entries: 9_000 },
      ...EVERY,
    },
    reason: 'Keeps the memory of the demo in bounds',
  },
  {
    settings: {
      does: 'dead-letter',
      name: 'put failing webhooks aside',
      on: { stream: 'webhooks:out' },
      group: 'dispatcher',
      deliveries: 3,
      olderThanMs: 60_000,
      ...EVERY,
    },
    reason: 'The partner did not answer',
  },
] as const;

/** Sets the policies the way a script would: a token of its own, a look at what each would do, and then on. */
export async function setPolicies(origin: string, folder: string): Promise<void> {
  const create = [SERVER, 'token', 'create', '--role', 'maintainer', '--name', 'demo'];
  const { stdout } = await run(process.execPath, create, {
    env: { ...process.env, WEIR_DATA_DIR: `${folder}/console` },
  });
  const headers = { authorization: `Bearer ${stdout.trim()}`, 'content-type': 'application/json' };
  const ask = async (path: string, body?: object): Promise<unknown> => {
    const sent = body === undefined ? { headers } : { method: 'POST', headers, body: JSON.stringify(body) };
    const answer = await fetch(`${origin}/trpc/${path}`, sent);
    if (!answer.ok) throw new Error(`${path} was answered with ${answer.status}`);
    return ((await answer.json()) as { readonly result: { readonly data: unknown } }).result.data;
  };
  const { items } = (await ask('connections.list')) as { readonly items: readonly { readonly id: string }[] };
  for (const { settings, reason } of POLICIES) {
    const wanted = { ...settings, connection: items[0]?.id ?? '' };
    const { dryRunId } = (await ask('policies.plan', { settings: wanted })) as { readonly dryRunId: string };
    const confirmName = settings.on.stream;
    await ask('policies.save', { settings: wanted, on: true, seen: dryRunId, confirmName, reason });
  }
}
