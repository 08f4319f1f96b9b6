import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { SERVER } from './console-process.ts';

const run = promisify(execFile);

/** What the demo keeps of its notifications: it works from the second minute on, and is held back once worker-7 is dead. */
const POLICY = {
  name: 'keep notifications small',
  on: { stream: 'notifications_stream' },
  keep: { keep: 'newest', entries: 9_000 },
  schedule: { everyMs: 60_000 },
} as const;

/** Sets a trim policy the way a script would: a token of its own, a look at what it would do, and then on. */
export async function setPolicy(origin: string, folder: string): Promise<void> {
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
  const settings = { ...POLICY, connection: items[0]?.id ?? '' };
  const { dryRunId } = (await ask('policies.plan', { settings })) as { readonly dryRunId: string };
  const confirmName = POLICY.on.stream;
  const reason = 'Keeps the memory of the demo in bounds';
  await ask('policies.save', { settings, on: true, seen: dryRunId, confirmName, reason });
}
