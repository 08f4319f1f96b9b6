export interface CommandLine {
  readonly key: string;
  readonly kind: 'comment' | 'command' | 'continued';
  readonly verb: string;
  readonly rest: string;
}

/** The lines of a redis-cli block, split into what is drawn differently. */
export function commandLines(commands: readonly string[]): CommandLine[] {
  return commands
    .flatMap((text) => text.split('\n'))
    .map((line, index) => {
      const key = String(index);
      if (line.trimStart().startsWith('#')) return { key, kind: 'comment', verb: '', rest: line };
      if (/^\s/.test(line)) return { key, kind: 'continued', verb: '', rest: line };
      const space = line.indexOf(' ');
      return space === -1
        ? { key, kind: 'command', verb: line, rest: '' }
        : { key, kind: 'command', verb: line.slice(0, space), rest: line.slice(space) };
    });
}
