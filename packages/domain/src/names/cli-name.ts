/**
 * A readable name as redis-cli takes it: in quotes unless it is plain. Its \xHH and doubled backslashes mean the same
 * there.
 */
export function cliName(readable: string): string {
  if (/^[A-Za-z0-9_.:/@+=,{}-]+$/.test(readable)) return readable;
  return `"${readable.replaceAll('"', '\\"')}"`;
}
