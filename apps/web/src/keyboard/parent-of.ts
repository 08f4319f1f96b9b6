/** The address one level up: tab → object, group → stream, stream → list of streams, job → list of jobs, list → Triage. */
export function parentOf(path: string): string {
  const [, connection = '', kind, stream, ...rest] = path.split('/').filter((part) => part !== '');
  const home = `/c/${connection}`;
  if ((kind === 'jobs' || kind === 'audit') && stream !== undefined) return `${home}/${kind}`;
  if (kind !== 's' || stream === undefined) return home;
  if (rest.length === 0) return `${home}/streams`;
  const group = rest[0] === 'g' ? rest[1] : undefined;
  return group !== undefined && rest.length > 2 ? `${home}/s/${stream}/g/${group}` : `${home}/s/${stream}`;
}
