import { Redis } from 'ioredis';

export interface ManyGroups {
  /** Commands this driver has sent so far. */
  readonly sent: number;
  /** Adds one entry to each active stream and lets its groups read it. */
  step(): Promise<void>;
  stop(): void;
}

/** `streams` streams of `groupsEach` groups, every one with a little unread and pending; a share of them is active. */
export async function makeManyGroups(
  port: number,
  streams: number,
  groupsEach: number,
  activeShare: number,
): Promise<ManyGroups> {
  const redis = new Redis({ port, host: '127.0.0.1', protocol: 2 });
  let sent = 0;
  const send = async (commands: readonly (readonly string[])[]): Promise<void> => {
    for (let at = 0; at < commands.length; at += 1_000) {
      const part = commands.slice(at, at + 1_000);
      await redis.pipeline(part.map(([name = '', ...words]) => [name, ...words])).exec();
      sent += part.length;
    }
  };
  const groups = Array.from({ length: groupsEach }, (_, at) => `group-${at}`);
  const read = (stream: string): string[][] =>
    groups.map((group) => ['xreadgroup', 'GROUP', group, 'c', 'COUNT', '2', 'STREAMS', stream, '>']);
  for (let at = 0; at < streams; at += 1_000) {
    const some = Array.from({ length: Math.min(1_000, streams - at) }, (_, more) => name(at + more));
    await send(
      some.flatMap((stream) => [
        ...Array.from({ length: 4 }, () => ['xadd', stream, '*', 'f', 'v']),
        ...groups.map((group) => ['xgroup', 'CREATE', stream, group, '0']),
        ...read(stream),
      ]),
    );
  }
  const active = Array.from({ length: Math.round(streams * activeShare) }, (_, at) =>
    name(Math.floor(at / activeShare)),
  );
  return {
    get sent() {
      return sent;
    },
    step: () => send(active.flatMap((stream) => [['xadd', stream, '*', 'f', 'v'], ...read(stream)])),
    stop: () => redis.disconnect(),
  };
}

function name(at: number): string {
  return `orders:${at}`;
}
