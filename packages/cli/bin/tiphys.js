#!/usr/bin/env node
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 12)) {
  process.stderr.write(`tiphys needs Node.js 22.12 or newer, and this is ${process.versions.node}.\n`);
  process.exit(2);
}
await import('../dist/main.js');
