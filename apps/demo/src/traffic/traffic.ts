import type { GroupPlan, Pace, StreamPlan } from '../scenarios/plan.ts';
import type { Random } from '../scenarios/random.ts';
import { Consumer } from './consumer.ts';
import { Producer } from './producer.ts';
import { Retries } from './retries.ts';

/** All that moves in the demo. */
export interface Traffic {
  readonly producer: Producer;
  consumer(group: string, name: string): Consumer;
  pace(group: string): Pace;
  stop(): void;
}

export function startTraffic(
  port: number,
  streams: readonly StreamPlan[],
  groups: readonly GroupPlan[],
  random: Random,
  retryEveryMs?: number,
): Traffic {
  const producer = new Producer(port, streams, random);
  const consumers = groups.map((plan) => ({
    plan,
    members: plan.consumers.map((name) => new Consumer(port, plan, name)),
  }));
  const retries = groups.flatMap((plan) =>
    plan.retryEveryMs === undefined ? [] : [new Retries(port, plan, retryEveryMs ?? plan.retryEveryMs)],
  );
  const members = consumers.flatMap((group) => group.members);
  for (const part of [...members, ...retries, producer]) part.start();
  return {
    producer,
    consumer(group, name) {
      const found = consumers.find(({ plan }) => plan.group === group)?.members.find((member) => member.name === name);
      if (found === undefined) throw new Error(`the demo has no ${name} in ${group}`);
      return found;
    },
    pace(group) {
      const found = groups.find((plan) => plan.group === group);
      if (found === undefined) throw new Error(`the demo has no group ${group}`);
      return found.pace;
    },
    stop() {
      for (const part of [producer, ...retries, ...members]) part.stop();
    },
  };
}
