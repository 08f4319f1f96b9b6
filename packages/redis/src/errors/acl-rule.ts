const WITH_SUBCOMMAND = new Set([
  'XINFO',
  'XGROUP',
  'CLIENT',
  'MEMORY',
  'COMMAND',
  'SCRIPT',
  'CLUSTER',
  'ACL',
  'CONFIG',
]);

/** The rule of ACL SETUSER that allows one command, e.g. "+xinfo|groups". Never contains a key or value. */
export function aclRuleFor(name: string, firstArgument: string | Buffer | undefined): string {
  const command = name.toLowerCase();
  if (!WITH_SUBCOMMAND.has(name.toUpperCase()) || firstArgument === undefined) return `+${command}`;
  const subcommand = String(firstArgument).toLowerCase();
  return /^[a-z-]{1,20}$/.test(subcommand) ? `+${command}|${subcommand}` : `+${command}`;
}
