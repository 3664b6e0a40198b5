import { rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { expect, test } from 'vitest';
import { runLine } from '../run-tiphys.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { startTiphys } from './start-tiphys.ts';

const sleeping = `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: { generateName: flow- }
spec:
  entrypoint: main
  templates:
    - name: main
      container: { image: alpine, command: [sh, -c, 'echo ready; exec sleep 300'] }
`;

test('the clock of an interrupted run stands still', async () => {
  using folder = temporaryFolder({ 'sleep.yaml': sleeping });
  await using run = startTiphys(['run', 'sleep.yaml', '--name', 'wf', '--log'], folder.path);
  await run.says('wf: ready');
  run.process.kill('SIGKILL');
  await run.ended;
  expect((await runLine(folder, 'get wf -o short')).out).toBe('◷ wf  Interrupted  0/1\n');
  expect((await runLine(folder, 'list --no-headers')).out).toMatch(/^wf +Interrupted +[\d.]+s +0 *$/m);
  expect(await runLine(folder, 'terminate wf')).toMatchObject({ code: 0 });
  expect((await runLine(folder, 'get wf -o short')).out).toMatch(/^✖ wf {2}Failed/);
});

test.for([
  { signal: 'SIGINT', text: 'Interrupted: stopping the run. Press Ctrl-C again to exit immediately.' },
  { signal: 'SIGHUP', text: 'SIGHUP: stopping the run.\n' },
  { signal: 'SIGTERM', text: 'SIGTERM: stopping the run.\n' },
] as const)('$signal stops a run, and says so', async ({ signal, text }) => {
  using folder = temporaryFolder({ 'sleep.yaml': sleeping });
  await using run = startTiphys(['run', 'sleep.yaml', '--name', 'wf', '--log'], folder.path);
  await run.says('wf: ready');
  run.process.kill(signal);
  expect(await run.ended).toBe(130);
  expect(run.printed()).toContain(text);
  expect((await runLine(folder, 'list --no-headers')).out).toContain('Failed');
});

test('a run whose folder is removed ends with an error, and lists no files', async () => {
  using folder = temporaryFolder({ 'sleep.yaml': sleeping });
  await using run = startTiphys(['run', 'sleep.yaml', '--name', 'wf', '--log'], folder.path);
  await run.says('wf: ready');
  rmSync(path.join(folder.path, '.tiphys/runs/wf'), { recursive: true, force: true });
  run.process.kill('SIGINT');
  expect(await run.ended).not.toBe(0);
  expect(run.printed()).toContain('ENGINE_RUN_REMOVED');
  expect(run.printed()).not.toContain('Status');
});

test('a plugin that answers nonsense is named, with its address', async () => {
  const plugin = `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: { generateName: flow- }
spec: { entrypoint: main, templates: [{ name: main, plugin: { hello: {} } }] }
`;
  using folder = temporaryFolder({ 'plugin.yaml': plugin });
  const server = createServer((_, response) => response.end('nonsense')).listen(0, '127.0.0.1');
  try {
    await new Promise((resolve) => server.once('listening', resolve));
    // It listens on a port.
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const { code, out } = await runLine(folder, `run plugin.yaml --name wf --plugin hello=${url}`);
    expect(code).toBe(1);
    expect(out).toContain(`wf failed in the plugin "hello" at ${url}.\n`);
  } finally {
    server.close();
  }
});
