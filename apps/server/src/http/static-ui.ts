import { readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';

export interface StaticAnswer {
  readonly body: Buffer;
  readonly type: string;
  readonly cacheControl: string;
}

/** The built UI, held in memory: what is not in the map cannot be asked for, whatever the path looks like. */
export interface StaticUi {
  /** `path` as it came, still percent-encoded; undefined = 404. */
  find(path: string): StaticAnswer | undefined;
  readonly built: boolean;
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.txt': 'text/plain; charset=utf-8',
};

// Names of assets hold a hash of their content; index.html names the newest ones and must never be kept.
const FOR_EVER = 'public, max-age=31536000, immutable';
const ASK_FIRST = 'no-cache';

export function openStaticUi(folder: string): StaticUi {
  let files = new Map<string, StaticAnswer>();
  const load = (): void => {
    files = readFolder(folder);
  };
  load();
  return {
    get built() {
      return files.has('/index.html');
    },

    find(path) {
      // A console that was started before the UI was built finds it without a restart.
      if (!files.has('/index.html')) load();
      const decoded = decode(path);
      if (decoded === undefined) return undefined;
      return files.get(decoded) ?? (isPage(path) ? files.get('/index.html') : undefined);
    },
  };
}

function readFolder(folder: string): Map<string, StaticAnswer> {
  const files = new Map<string, StaticAnswer>();
  for (const entry of listFiles(folder)) {
    const path = `/${relative(folder, entry).split(sep).join('/')}`;
    const type = TYPES[extname(entry)];
    // Source maps and whatever else a build leaves are not part of the product.
    if (type === undefined) continue;
    files.set(path, {
      body: readFileSync(entry),
      type,
      cacheControl: path.startsWith('/assets/') ? FOR_EVER : ASK_FIRST,
    });
  }
  return files;
}

function listFiles(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
  } catch {
    return [];
  }
}

function decode(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}

/**
 * True for addresses of pages: the root, sign-in and everything under /c/. A stream's name is one encoded segment and
 * may hold slashes and dots; a segment that climbs is nobody's name.
 */
function isPage(path: string): boolean {
  if (path === '/' || path === '/sign-in') return true;
  if (!path.startsWith('/c/')) return false;
  return path.split('/').every((segment) => {
    const name = decode(segment);
    return name !== undefined && name !== '.' && name !== '..' && !/^\.\.[/\\]/.test(name) && !name.includes('\0');
  });
}
