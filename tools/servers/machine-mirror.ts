import { existsSync, readdirSync, readFileSync } from 'node:fs';

export interface Mirror {
  readonly uri: string;
  readonly keyring: string | undefined;
}

const FOLDER = '/etc/apt/sources.list.d';
const KEYRINGS = ['/usr/share/keyrings/debian-archive-keyring.gpg', '/usr/share/keyrings/debian-archive-keyring.pgp'];

/** The Debian mirror this machine itself installs from; undefined where there is none (not Debian, no apt). */
export function machineMirror(sources: readonly string[] = sourceTexts()): Mirror | undefined {
  const uri = sources
    .flatMap((text) =>
      [...text.matchAll(/^(?:URIs:|deb\s+(?:\[[^\]]*\]\s+)?)\s*(\S+)/gm)].map((found) => found[1] ?? ''),
    )
    .find((candidate) => /\/debian\/?$/.test(candidate));
  return uri === undefined ? undefined : { uri, keyring: KEYRINGS.find((path) => existsSync(path)) };
}

function sourceTexts(): readonly string[] {
  const listed = existsSync(FOLDER) ? readdirSync(FOLDER).map((file) => `${FOLDER}/${file}`) : [];
  return ['/etc/apt/sources.list', ...listed]
    .filter((path) => /\.(list|sources)$/.test(path) && existsSync(path))
    .map((path) => readFileSync(path, 'utf8'));
}
