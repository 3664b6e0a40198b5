import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { projectFolder } from './project-folder.ts';
import { runLine, runTiphys } from './run-tiphys.ts';

test('a pipeline takes its parameter from the command line and prints each item', async () => {
  using folder = await projectFolder();
  const { code, out } = await runLine(folder, 'run pipeline.ts -p n=5 --name five');
  expect(code).toBe(0);
  expect(out).toMatch(/^✔ five {2}Succeeded/);
  const logs = path.join(folder.path, '.tiphys/runs/five/logs');
  const printed = readdirSync(logs)
    .filter((name) => name.includes('.print('))
    .map((name) => readFileSync(path.join(logs, name), 'utf8').trim());
  expect(printed.sort()).toEqual(['0', '1', '2', '3', '4']);
});

test('--json prints the finished Workflow object and nothing else', async () => {
  using folder = await projectFolder();
  const { code, out } = await runLine(folder, 'run workflow.yaml --json -p who=you --name hello');
  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject({
    kind: 'Workflow',
    metadata: { name: 'hello' },
    spec: { arguments: { parameters: [{ name: 'who', value: 'you' }] } },
    status: { phase: 'Succeeded', progress: '1/1' },
  });
});

test('a failing function ends the run with exit code 1, its file and line, and the end of its log', async () => {
  using folder = await projectFolder();
  const { code, out } = await runLine(folder, 'run pipeline.ts -p n=14 --name unlucky');
  expect(code).toBe(1);
  expect(out).toMatch(/✖ unlucky {2}Failed/);
  expect(out).toContain('components.ts:8');
  expect(out).toContain('thirteen');
});

test('a second run with the same name gets its own folder', async () => {
  using folder = await projectFolder();
  for (const _ of [1, 2]) await runLine(folder, 'run workflow.yaml --name twice');
  expect(readdirSync(path.join(folder.path, '.tiphys/runs')).sort()).toEqual(['twice', 'twice-2']);
});

test.for(['SIGINT', 'SIGTERM'] as const)(
  '%s stops the children, says so, keeps the state, and ends with 130',
  async (signal) => {
    const sleeping = `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: sleep-}
spec:
  entrypoint: main
  templates:
    - name: main
      container: {image: alpine, command: [sh, -c, "echo $$; exec sleep 300"]}
`;
    using folder = await projectFolder({ 'sleep.yaml': sleeping });
    let sent = false;
    const result = await runTiphys(['run', 'sleep.yaml', '--name', 'sleeper'], {
      cwd: folder.path,
      onOutput: (err, kill) => {
        if (sent || !err.includes('Running')) return;
        sent = true;
        const log = path.join(folder.path, '.tiphys/runs/sleeper/logs/sleeper.log');
        const timer = setInterval(() => {
          if (!existsSync(log) || readFileSync(log, 'utf8') === '') return;
          clearInterval(timer);
          kill(signal);
        }, 50);
      },
    });
    expect(result.code).toBe(130);
    expect(result.err).toContain(`${signal === 'SIGINT' ? 'Interrupted' : signal}: stopping the run`);
    const run = path.join(folder.path, '.tiphys/runs/sleeper');
    expect(JSON.parse(readFileSync(path.join(run, 'workflow.json'), 'utf8')).status.phase).toBe('Failed');
    const pid = Number(readFileSync(path.join(run, 'logs/sleeper.log'), 'utf8').trim());
    expect(
      existsSync(`/proc/${pid}/cmdline`) && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('sleep'),
    ).toBe(false);
  },
);

test('a second Ctrl-C ends it at once, and is no fault of the module', async () => {
  const deaf = `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: deaf-}
spec:
  entrypoint: main
  templates:
    - name: main
      script: {image: alpine, command: [sh], source: 'trap "" TERM; echo up; for i in $(seq 40); do sleep 0.1; done'}
`;
  using folder = await projectFolder({ 'deaf.yaml': deaf });
  const log = path.join(folder.path, '.tiphys/runs/deaf/logs/deaf.log');
  const sent: string[] = [];
  const result = await runTiphys(['run', 'deaf.yaml', '--name', 'deaf'], {
    cwd: folder.path,
    onOutput: (err, kill) => {
      if (sent.length === 0 && err.includes('Running')) {
        sent.push('first');
        const timer = setInterval(() => {
          if (!existsSync(log) || readFileSync(log, 'utf8') === '') return;
          clearInterval(timer);
          kill('SIGINT');
        }, 50);
      }
      if (sent.length === 1 && err.includes('Press Ctrl-C again')) {
        sent.push('second');
        kill('SIGINT');
      }
    },
  });
  expect(sent).toHaveLength(2);
  expect(result.code).toBe(130);
  expect(result.err).not.toContain('error');
});

test('a workflow can be read from standard input', async () => {
  using folder = await projectFolder();
  const input = readFileSync(path.join(folder.path, 'workflow.yaml'), 'utf8');
  expect(await runTiphys(['lint', '-'], { cwd: folder.path, input })).toMatchObject({
    code: 0,
    out: 'No issues in 1 file\n',
  });
  expect(await runTiphys(['run', '-', '--name', 'piped'], { cwd: folder.path, input })).toMatchObject({
    code: 0,
  });
});

test('a value that is too large for a variable ends the run with an error and advice', async () => {
  using folder = await projectFolder({
    'big.yaml': `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: { generateName: big- }
spec:
  entrypoint: main
  arguments: { parameters: [{ name: x, value: '' }] }
  templates:
    - name: main
      container: { image: alpine, command: [env], env: [{ name: X, value: '{{workflow.parameters.x}}' }] }
`,
    'values.json': JSON.stringify({ x: 'x'.repeat(150_000) }),
  });
  const { code, out } = await runLine(folder, 'run big.yaml -f values.json');
  expect(code).toBe(1);
  expect(out).toContain('ENGINE_VARIABLE_TOO_LARGE: the environment variable X has 147 KiB');
});

test('--picture draws the run, over an older picture too', async () => {
  using folder = await projectFolder();
  for (const name of ['one', 'two'])
    await runTiphys(['run', 'pipeline.ts', '--picture', 'run.svg', '--name', name], { cwd: folder.path });
  expect(readFileSync(path.join(folder.path, 'run.svg'), 'utf8')).toMatch(/^<svg [\s\S]*two: Succeeded/);
});

test('--picture leaves a drawing of the user alone, and says so before anything runs', async () => {
  const drawing = '<svg xmlns="http://www.w3.org/2000/svg"><title>mine</title></svg>';
  using folder = await projectFolder({ 'mine.svg': drawing });
  const words = ['run', 'workflow.yaml', '--picture', 'mine.svg'];
  const refused = await runTiphys(words, { cwd: folder.path });
  expect(refused).toMatchObject({
    code: 2,
    out: '',
    err: expect.stringContaining('CLI_OUTPUT_EXISTS') as string,
  });
  expect(readFileSync(path.join(folder.path, 'mine.svg'), 'utf8')).toBe(drawing);
  expect(existsSync(path.join(folder.path, '.tiphys'))).toBe(false);
  expect(await runTiphys([...words, '--force'], { cwd: folder.path })).toMatchObject({ code: 0 });
  expect(readFileSync(path.join(folder.path, 'mine.svg'), 'utf8')).toContain('hello-');
});
