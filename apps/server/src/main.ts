#!/usr/bin/env node
import { HELP, readCommandLine } from './commands/command-line.ts';
import { runSignIn } from './commands/run-sign-in.ts';
import { type Outcome, runTokenCommand } from './commands/run-token-command.ts';
import { readSettings } from './config/read-settings.ts';
import type { Settings } from './config/settings.ts';

const MISTYPED = 2;

async function main(): Promise<number | undefined> {
  const command = readCommandLine(process.argv.slice(2));
  if (command.verb === 'mistake') {
    process.stderr.write(`${command.sentence}\n`);
    return MISTYPED;
  }
  if (command.verb === 'help') {
    process.stdout.write(HELP);
    return 0;
  }
  const { settings, mistakes } = readSettings(process.env);
  if (settings === undefined) {
    process.stderr.write(`${mistakes.join('\n')}\n`);
    return 1;
  }
  if (command.verb !== 'serve') return tell(await runCommand(command, settings));
  // Loaded here only: the short commands need neither HTTP nor Redis.
  const { serve } = await import('./commands/serve.ts');
  return serve(settings);
}

async function runCommand(
  command: Exclude<ReturnType<typeof readCommandLine>, { readonly verb: 'serve' | 'help' | 'mistake' }>,
  settings: Settings,
): Promise<Outcome> {
  if (command.verb === 'sign-in') return runSignIn(settings.dataDir);
  if (command.verb !== 'audit verify') return runTokenCommand(command, settings.dataDir);
  const { runAuditCommand } = await import('./commands/run-audit-command.ts');
  return runAuditCommand(settings.dataDir);
}

function tell({ exitCode, text }: Outcome): number {
  (exitCode === 0 ? process.stdout : process.stderr).write(`${text}\n`);
  return exitCode;
}

const exitCode = await main();
if (exitCode !== undefined) process.exitCode = exitCode;
