import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';

export interface RivalsSite {
  readonly url: string;
  stop(): void;
}

interface Bundler {
  build(options: object): Promise<{ output: readonly { type: string; code?: string }[] }>;
}

const WEB = fileURLToPath(new URL('../../apps/web/package.json', import.meta.url));
const ENTRY = fileURLToPath(new URL('./page-rivals.js', import.meta.url));

/** The two other tables as a site of their own, built with the very libraries of the web app. */
export async function startRivalsSite(): Promise<RivalsSite> {
  const fromWeb = createRequire(WEB);
  // Sound as far as it is used: vite's build with write off gives back its output.
  const bundler = (await import(pathToFileURL(fromWeb.resolve('vite')).href)) as Bundler;
  const fromTheWebApp = {
    name: 'libraries-of-the-web-app',
    enforce: 'pre' as const,
    resolveId(
      this: { resolve(source: string, importer: string): Promise<unknown> },
      source: string,
      importer: string | undefined,
    ) {
      return importer === ENTRY && !source.startsWith('.') ? this.resolve(source, WEB) : undefined;
    },
  };
  const { output } = await bundler
    .build({
      configFile: false,
      logLevel: 'error',
      mode: 'production',
      define: { 'process.env.NODE_ENV': '"production"' },
      plugins: [fromTheWebApp],
      build: { write: false, lib: { entry: ENTRY, formats: ['es'], fileName: 'rivals' } },
    })
    .then((built) => (Array.isArray(built) ? (built[0] as typeof built) : built));
  const script = output.find((part) => part.type === 'chunk')?.code ?? '';
  const page =
    '<!doctype html><meta charset="utf-8"><div id="root"></div><script type="module" src="/rivals.js"></script>';
  const server = createServer((request, response) => {
    const isScript = request.url === '/rivals.js';
    response
      .writeHead(200, { 'content-type': isScript ? 'text/javascript' : 'text/html' })
      .end(isScript ? script : page);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`,
    stop: () => void server.close(),
  };
}
