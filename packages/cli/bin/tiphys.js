#!/usr/bin/env node
import { existsSync } from 'node:fs';
import * as nodeModule from 'node:module';

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 19)) {
  process.stderr.write(`tiphys needs Node.js 22.19 or newer, and this is ${process.versions.node}.\n`);
  process.exit(2);
}
// Later starts take half the time. The folder is that of Node.js; NODE_COMPILE_CACHE names another, and NODE_DISABLE_COMPILE_CACHE=1 turns it off.
nodeModule.enableCompileCache();
if (existsSync(new URL('../dist/main.js', import.meta.url))) await runBuilt();
else await runSources();

/** What was built before packages were added or removed misses modules; in a clone the sources take its place. */
async function runBuilt() {
  try {
    await import('../dist/main.js');
  } catch (error) {
    if (error?.code !== 'ERR_MODULE_NOT_FOUND' || import.meta.url.includes('/node_modules/')) throw error;
    await runSources();
  }
}

/** In a clone of the repository that was not built, the sources run as they are. Published packages are always built. */
async function runSources() {
  if (!process.features.typescript || nodeModule.registerHooks === undefined) {
    process.stderr.write(
      `Tiphys is not built here, and Node.js ${process.versions.node} cannot run its sources. Run \`npm run build\`, or start it with \`npx tiphys\`.\n`,
    );
    process.exit(2);
  }
  nodeModule.registerHooks({
    resolve: (specifier, context, next) =>
      next(specifier, { ...context, conditions: [...context.conditions, '@tiphys/source'] }),
  });
  await import('../src/main.ts');
}
