import { copyCheckout, runSabotage } from './run-sabotage.ts';
import { SABOTAGES } from './sabotages.ts';

// `node tools/proofs/sabotage/run.ts [name …]`: breaks Weir in known ways, one after the other, in a copy.

const wanted = process.argv.slice(2);
const chosen = SABOTAGES.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
if (chosen.length === 0) {
  console.log(`there is none of that name; there are:\n${SABOTAGES.map(({ name }) => `  ${name}`).join('\n')}`);
  process.exitCode = 1;
}

const copy = copyCheckout();
try {
  for (const sabotage of chosen) {
    const startedAt = performance.now();
    const { red, said } = await runSabotage(copy, sabotage);
    const took = `${((performance.now() - startedAt) / 1_000).toFixed(1)} s`;
    console.log(`${red ? 'noticed' : 'NOT NOTICED'}  ${sabotage.name.padEnd(30)} ${took.padStart(7)}  ${said}`);
    if (!red) process.exitCode = 1;
  }
} finally {
  copy.remove();
}
