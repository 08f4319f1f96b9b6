import type { ScenarioResult } from './play-scenarios.ts';
import { ours, theirs } from './verdict-table.ts';

const HEAD = `# Situations, and how they are judged

Each situation below is played on a real Redis by \`tools/proofs/health\`: producers and consumers of one stream and one
group, with ids and times of their own so that a quarter of an hour takes some seconds, polled and judged by the same
code as any other group. A test demands the verdict, its cause in words, the time it took, and that nothing else is said in
the phases where nothing is wrong. Times are seconds from the beginning of a phase; a poll is two seconds.

Beside it stands what the rules of [Burrow](https://github.com/linkedin/Burrow) say of the same samples. Burrow judges Kafka
groups by their committed offsets: *stop* (no commit for as long as the window covers), *rewind* (the offset went back),
*stall* (commits that do not move), *warn* (lag that never shrinks within the window), else *OK*; lag of nought is always
OK. Its window is ten commits, here ten seconds apart, and nothing is said before it is full. A Redis group has two cursors
where a Kafka group has one, so the rules are tried with either: what was *delivered*, and what was *acknowledged*.

`;

const FOOT = `
## Where they differ

- **One cursor is not two.** What one consumer holds (one dead of eight, poison, ghosts, slow consumer) hardly shows in a
  sum of offsets: by what was delivered all of these are OK. By what was acknowledged some become a warning that consumers
  are slow, which is not the cause. Redis knows who holds what, since when and how often it was handed out; the verdict
  names it.
- **Lag that shrinks somewhere is not lag that shrinks.** The climbing saw-tooth comes down in every tooth, so "never
  decreases" is never met. The lows of its quarters climb; that is what Weir looks at.
- **Lag is not loss.** Entries trimmed before a group read them make its lag smaller. Weir counts what is gone and says since
  when.
- **Moving a position is no error.** Somebody wanted it. It is told, and what follows is judged as what it is: catching up.
- **A batch is not a stall**, and its run that stays away is the one thing worth saying. Between two runs the last commit
  is simply old.
- **A verdict has a cause.** Where both see trouble (slow consumers, stalled reading, nobody reads, all dead) an offset says
  that, and Weir says since when, by how much, and who. With commits every ten seconds Burrow is up to half a minute quicker
  to call a standstill; Weir waits for two minutes of it (\`growth\`, which the health rules of a group can shorten).

Made by \`node tools/proofs/health/run.ts\`; \`npm test\` plays them on Redis 7.0 and 8.6.
`;

/** docs/health-scenarios.md, from what came of playing. */
export function documentOf(results: readonly ScenarioResult[]): string {
  const table = [
    '| Situation | Phase | Weir | Burrow, delivered | Burrow, acknowledged |',
    '| --- | --- | --- | --- | --- |',
    ...results.flatMap(({ scenario, phases }) =>
      phases.map((phase, at) => {
        const burrow = [phase.burrow.delivered, phase.burrow.acknowledged].map(theirs);
        return `| ${[at === 0 ? `**${scenario.name}**` : '', phase.phase.name, ours(phase), ...burrow].join(' | ')} |`;
      }),
    ),
  ];
  const stories = results.map(({ scenario: { name, what, why } }) => `- **${name}.** ${what} *${why}*`);
  return `${HEAD}${table.join('\n')}\n\n## What happens in each, and why it is judged so\n\n${stories.join('\n')}\n${FOOT}`;
}
