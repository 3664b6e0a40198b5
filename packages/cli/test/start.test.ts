import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { runTiphys } from './run-tiphys.ts';
import { temporaryFolder } from './temporary-folder.ts';

const hook = `import { registerHooks } from 'node:module';
registerHooks({ resolve: (name, context, next) => {
  if (/^@tiphys\\/(?:client|engine|lint|local|pipeline|signature|workflow)\\b/.test(name)) throw new Error('loaded ' + name);
  return next(name, context);
} });
`;

test('a command does not load what only others need', async () => {
  using folder = temporaryFolder({});
  writeFileSync(path.join(folder.path, 'hook.mjs'), hook);
  const env = { NODE_OPTIONS: `--import=${path.join(folder.path, 'hook.mjs')}` };
  const run = (line: string) => runTiphys(line.split(' '), { cwd: folder.path, env });
  expect(await run('--version')).toMatchObject({ code: 0, err: '' });
  expect(await run('get --help')).toMatchObject({ code: 0, err: '' });
  // The hook works.
  expect((await run('list')).err).toContain('loaded @tiphys/local');
});
