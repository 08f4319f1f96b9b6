import { parseArgs } from 'node:util';
import { isRole, type Role, ROLES } from '@weir/api/access/role';

export type Command =
  | { readonly verb: 'serve' }
  | { readonly verb: 'sign-in' }
  | { readonly verb: 'help' }
  | { readonly verb: 'token list' }
  | { readonly verb: 'audit verify' }
  | { readonly verb: 'token create'; readonly name: string; readonly role: Role }
  | { readonly verb: 'token revoke'; readonly name: string }
  /** What was typed cannot be meant; one sentence says why. */
  | { readonly verb: 'mistake'; readonly sentence: string };

export const HELP = `weir: the console for the streams of a Redis

  weir serve                                       run the console (also without a word)
  weir demo                                        a private Redis with producers, consumers and trouble, and its console
  weir sign-in                                     print a new one-time link for the running console
  weir token create --role operator --name ci      print a new API token, once
  weir token list                                  name, role and expiry of all tokens
  weir token revoke --name ci                      end a token
  weir audit verify                                read the whole audit log and say whether it is as it was written
  weir --help                                      this text

Roles: ${ROLES.join(' ')}
Settings come from the environment (WEIR_REDIS_URL, WEIR_PORT, …) or the file that WEIR_CONFIG names;
docs/guide/settings.md lists them.
`;

const TOKEN_NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,59}$/;

/** Reads the words behind `weir`. */
export function readCommandLine(words: readonly string[]): Command {
  const parsed = parse(words);
  if (parsed === undefined) return mistake(`${unknownFlag(words)} is not known here. weir --help shows what is.`);
  const { values, positionals } = parsed;
  if (values.help) return { verb: 'help' };
  const verb = positionals.join(' ') || 'serve';
  const allowed = Object.hasOwn(FLAGS, verb) ? FLAGS[verb] : undefined;
  if (allowed === undefined) return mistake(`weir has no command "${verb}". weir --help shows all.`);
  for (const flag of Object.keys(values)) {
    if (!allowed.includes(flag)) return mistake(`weir ${verb} takes no --${flag}. weir --help shows what it takes.`);
  }
  switch (verb) {
    case 'serve':
    case 'sign-in':
    case 'token list':
    case 'audit verify':
      return { verb };
    case 'token create':
      return tokenCreate(values.name, values.role);
    case 'token revoke':
      return values.name === undefined ? mistake('weir token revoke needs --name.') : { verb, name: values.name };
    default:
      return mistake(`weir has no command "${verb}". weir --help shows all.`);
  }
}

const FLAGS: Readonly<Record<string, readonly string[]>> = {
  serve: [],
  'sign-in': [],
  'token list': [],
  'audit verify': [],
  'token create': ['role', 'name'],
  'token revoke': ['name'],
};

function tokenCreate(name: string | undefined, role: string | undefined): Command {
  if (name === undefined || role === undefined) return mistake('weir token create needs --role and --name.');
  if (!isRole(role)) return mistake(`--role must be one of ${ROLES.join(', ')}.`);
  if (!TOKEN_NAME.test(name)) return mistake('--name must be up to 60 letters, digits, dots, dashes and underscores.');
  return { verb: 'token create', name, role };
}

function parse(words: readonly string[]): Words | undefined {
  try {
    return parseArgs({
      args: [...words],
      allowPositionals: true,
      strict: true,
      options: { help: { type: 'boolean', short: 'h' }, name: { type: 'string' }, role: { type: 'string' } },
    });
  } catch {
    return undefined;
  }
}

interface Words {
  readonly values: {
    readonly help?: boolean | undefined;
    readonly name?: string | undefined;
    readonly role?: string | undefined;
  };
  readonly positionals: readonly string[];
}

function unknownFlag(words: readonly string[]): string {
  const known = /^--?(help|h|name|role)(=|$)/;
  const flag = words.find((word) => word.startsWith('-') && !known.test(word));
  return flag?.split('=', 1)[0] ?? 'A flag without its value';
}

function mistake(sentence: string): Command {
  return { verb: 'mistake', sentence };
}
