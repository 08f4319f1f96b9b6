#!/usr/bin/env node
// What `weir` is once the package is installed: the console and its commands, or the demo.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 24 || (major === 24 && minor < 15)) {
  process.stderr.write(`weir needs Node 24.15 or newer, and this is ${process.versions.node}.\n`);
  process.exit(1);
}
if (process.argv[2] === 'demo') {
  process.argv.splice(2, 1);
  await import('../../apps/demo/src/main.ts');
} else await import('../../apps/server/src/main.ts');
