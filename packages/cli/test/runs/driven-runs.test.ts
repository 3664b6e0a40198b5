import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { runLine } from '../run-tiphys.ts';
import { type TemporaryFolder, temporaryFolder } from '../temporary-folder.ts';
import { startTiphys } from './start-tiphys.ts';

const head = `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: { generateName: flow- }
spec:
  entrypoint: main
  arguments: { parameters: [{ name: code, value: '3' }] }
  templates:
`;

/** Draws a number, asks, and uses the answer. */
const asking = `${head}
    - name: main
      steps:
        - - { name: draw, template: draw }
        - - { name: how, template: how, arguments: { parameters: [{ name: about, value: 'Which share?' }] } }
        - - name: use
            template: use
            arguments: { parameters: [{ name: answer, value: '{{steps.how.outputs.parameters.strategy}}' }] }
    - name: draw
      container: { image: alpine, command: [sh, -c, 'od -An -N4 -tu4 /dev/urandom > /tmp/number'] }
      outputs: { parameters: [{ name: number, valueFrom: { path: /tmp/number } }] }
    - name: how
      inputs: { parameters: [{ name: about }, { name: strategy, value: one, enum: [one, all] }] }
      suspend: {}
      outputs: { parameters: [{ name: strategy, valueFrom: { supplied: {} } }] }
    - name: use
      inputs: { parameters: [{ name: answer }] }
      container: { image: alpine, command: [sh, -c, 'echo "used {{inputs.parameters.answer}} $MODE"'] }
`;

/** Draws a number into a file and fails afterwards, unless the code is 0. */
const failing = `${head}
    - name: main
      steps:
        - - { name: draw, template: draw }
        - - name: check
            template: check
            arguments: { artifacts: [{ name: number, from: '{{steps.draw.outputs.artifacts.number}}' }] }
    - name: draw
      retryStrategy: { limit: 1 }
      container: { image: alpine, command: [sh, -c, 'od -An -N4 -tu4 /dev/urandom > /tmp/number'] }
      outputs: { artifacts: [{ name: number, path: /tmp/number }] }
    - name: check
      inputs: { artifacts: [{ name: number, path: /tmp/number }] }
      container: { image: alpine, command: [sh, -c, 'cat /tmp/number; exit {{workflow.parameters.code}}'] }
`;

const sleeping = `${head}
    - name: main
      container: { image: alpine, command: [sh, -c, 'echo ready; exec sleep 300'] }
`;

const files = { 'ask.yaml': asking, 'fail.yaml': failing, 'sleep.yaml': sleeping };

async function statusOf(folder: TemporaryFolder, run: string): Promise<string> {
  return (
    (await runLine(folder, `list --no-headers --field-selector metadata.name=${run}`)).out.split(
      / {2,}/,
    )[1] ?? ''
  );
}

/** What the task draw gave: a number that differs each time it runs. */
async function numberOf(folder: TemporaryFolder, run: string): Promise<unknown> {
  const { outputs } = JSON.parse((await runLine(folder, `get ${run} draw -o json`)).out);
  return outputs;
}

describe('a run that asks, without a terminal', () => {
  test('says how to answer, refuses wrong answers, and goes on with a right one', async () => {
    using folder = temporaryFolder(files);
    await using run = startTiphys(
      ['run', 'ask.yaml', '--name', 'asking', '--env', 'MODE=fast', '--log'],
      folder.path,
    );
    await run.says('tiphys resume asking -p strategy=one\n  strategy is one of one, all.');
    expect(run.printed()).toContain('how waits for an answer. Which share?');
    expect(await statusOf(folder, 'asking')).toBe('Running (Suspended)');
    const wrong = await runLine(folder, 'resume asking -p strategy=two');
    expect(wrong).toMatchObject({
      code: 2,
      err: expect.stringContaining('"two" is not a choice of "strategy" of how (one of one, all).'),
    });
    expect(await runLine(folder, 'resume asking')).toMatchObject({
      code: 2,
      err: expect.stringContaining('-p strategy=one'),
    });
    expect(await runLine(folder, 'resume asking -p share=1')).toMatchObject({
      code: 2,
      err: expect.stringContaining('They ask for strategy.'),
    });
    expect(await runLine(folder, 'resume asking -p strategy=all')).toMatchObject({
      code: 0,
      out: 'workflow asking resumed; answered how (strategy=all)\n',
    });
    expect(await run.ended).toBe(0);
    expect(run.printed()).toContain('use: used all fast\n');
    expect((await runLine(folder, 'get asking use')).out).toContain('echo "used all $MODE"');
    expect(await runLine(folder, 'resume asking')).toMatchObject({
      code: 2,
      err: expect.stringContaining('RUNS_ENDED'),
    });
  });

  test.for(['SIGINT', 'SIGKILL'] as const)(
    '%s leaves it interrupted, and resume continues it',
    async (signal) => {
      using folder = temporaryFolder(files);
      await using run = startTiphys(['run', 'ask.yaml', '--name', 'left', '--env', 'MODE=slow'], folder.path);
      await run.says('tiphys resume left -p strategy=one');
      run.process.kill(signal);
      expect(await run.ended).toBe(signal === 'SIGINT' ? 130 : 'SIGKILL');
      if (signal === 'SIGINT')
        expect(run.printed()).toContain('Interrupted. Continue the run: tiphys resume left\n');
      expect(await statusOf(folder, 'left')).toBe('Interrupted');
      expect((await runLine(folder, 'get left')).out).toContain(
        'The process that ran left has ended. Continue the run: tiphys resume left.',
      );
      expect(await runLine(folder, 'wait left')).toMatchObject({ code: 1, out: 'left Interrupted\n' });
      expect(await runLine(folder, 'retry left')).toMatchObject({
        code: 2,
        err: expect.stringContaining('tiphys resume left'),
      });
      const before = await numberOf(folder, 'left');
      await using again = startTiphys(['resume', 'left', '--log'], folder.path);
      // Who continues a run does not mean to answer what it waits for.
      await again.says('tiphys resume left -p strategy=one');
      expect(again.printed()).not.toContain('answered');
      expect(await runLine(folder, 'resume left -p strategy=one')).toMatchObject({
        code: 0,
        out: 'workflow left resumed; answered how (strategy=one)\n',
      });
      expect(await again.ended).toBe(0);
      expect(again.printed()).toContain('use: used one slow\n');
      expect(await numberOf(folder, 'left')).toEqual(before);
    },
  );

  test('an interrupted run can be answered and continued at once', async () => {
    using folder = temporaryFolder(files);
    await using run = startTiphys(['run', 'ask.yaml', '--name', 'left'], folder.path);
    await run.says('tiphys resume left');
    run.process.kill('SIGKILL');
    await run.ended;
    expect(await runLine(folder, 'resume left -p strategy=all')).toMatchObject({
      code: 0,
      out: expect.stringContaining('✔ left  Succeeded'),
      err: expect.stringContaining('workflow left resumed; answered how (strategy=all)\n'),
    });
  });
});

describe('a run that failed', () => {
  test('is retried in place: what succeeded keeps its results', async () => {
    using folder = temporaryFolder(files);
    expect(await runLine(folder, 'run fail.yaml --name flow')).toMatchObject({ code: 1 });
    const before = await numberOf(folder, 'flow');
    expect(await runLine(folder, 'retry flow')).toMatchObject({ code: 1 });
    expect(await runLine(folder, 'retry flow -p code=0')).toMatchObject({
      code: 0,
      out: expect.stringContaining('✔ flow  Succeeded'),
    });
    expect(await numberOf(folder, 'flow')).toEqual(before);
    expect((await runLine(folder, 'list -o name')).out).toBe('flow\n');
    expect(await runLine(folder, 'retry flow')).toMatchObject({
      code: 2,
      err: expect.stringContaining('OPERATIONS_NOT_RETRYABLE'),
    });
    await runLine(folder, 'retry flow --restart-successful --node-field-selector displayName=draw');
    expect(await statusOf(folder, 'flow')).toBe('Succeeded');
  });

  test('is resubmitted as a new run, from its results with --memoized', async () => {
    using folder = temporaryFolder(files);
    await runLine(folder, 'run fail.yaml --name flow');
    const number = (await runLine(folder, 'logs flow check')).out;
    const result = await runLine(folder, 'resubmit flow --memoized -p code=0 --json');
    expect(result).toMatchObject({ code: 0 });
    const { metadata } = JSON.parse(result.out);
    expect(metadata.labels).toMatchObject({ 'workflows.argoproj.io/resubmitted-from-workflow': 'flow' });
    expect((await runLine(folder, `logs ${metadata.name} check`)).out).toBe(number);
    expect(await runLine(folder, 'list --resubmitted -o name')).toMatchObject({ out: `${metadata.name}\n` });
    await runLine(folder, 'resubmit flow');
    expect((await runLine(folder, 'logs @latest check')).out).not.toBe(number);
  });
});

describe('a run that goes on', () => {
  test.for([
    { command: 'stop', out: 'workflow sleeper stopped\n' },
    { command: 'terminate', out: 'workflow sleeper terminated\n' },
    { command: 'delete', out: "Workflow 'sleeper' deleted\n" },
  ])('ends with $command', async ({ command, out }) => {
    using folder = temporaryFolder(files);
    await using run = startTiphys(['run', 'sleep.yaml', '--name', 'sleeper', '--log'], folder.path);
    await run.says('sleeper: ready');
    expect(await runLine(folder, `${command} sleeper --dry-run`)).toMatchObject({
      code: 0,
      out: expect.stringContaining('would be'),
    });
    expect(await runLine(folder, `${command} sleeper`)).toMatchObject({ code: 0, out });
    expect(await run.ended).toBe(1);
    expect(existsSync(path.join(folder.path, '.tiphys/runs/sleeper'))).toBe(command !== 'delete');
  });

  test('is watched, followed and awaited by other processes', async () => {
    using folder = temporaryFolder(files);
    await using run = startTiphys(['run', 'sleep.yaml', '--name', 'sleeper'], folder.path);
    await run.says('Running    sleeper');
    await using logs = startTiphys(['logs', 'sleeper', '-f'], folder.path);
    await using watch = startTiphys(['watch', 'sleeper'], folder.path);
    await using wait = startTiphys(['wait', '@latest'], folder.path);
    await logs.says('sleeper: ready');
    await watch.says('Running    sleeper');
    await runLine(folder, 'stop @latest');
    expect([await run.ended, await watch.ended, await wait.ended, await logs.ended]).toEqual([1, 1, 1, 0]);
    expect(wait.printed()).toMatch(/^sleeper Failed at 20/);
  });
});

test('logs -c prints what another container of the pod printed', async () => {
  using folder = temporaryFolder({
    'pod.yaml': `${head}
    - name: main
      initContainers: [{ name: prepare, image: alpine, command: [echo, prepared] }]
      container: { image: alpine, command: [echo, done] }
`,
  });
  await runLine(folder, 'run pod.yaml --name pod');
  expect((await runLine(folder, 'logs pod')).out).toBe('pod: done\n');
  expect((await runLine(folder, 'logs pod -c prepare')).out).toBe('pod: prepared\n');
  expect((await runLine(folder, 'logs pod -c nope')).out).toBe('');
});

test('a retry removes the logs of all containers of what runs again', async () => {
  using folder = temporaryFolder({
    'pod.yaml': `${head}
    - name: main
      initContainers: [{ name: prepare, image: alpine, command: [echo, prepared] }]
      sidecars: [{ name: side, image: alpine, command: [sh, -c, 'echo beside; exec sleep 100'] }]
      container: { image: alpine, command: [sh, -c, 'sleep 0.5; echo done; exit {{workflow.parameters.code}}'] }
`,
  });
  const logs = async (options: string): Promise<string> =>
    (await runLine(folder, `logs pod ${options}`.trim())).out;
  expect(await runLine(folder, 'run pod.yaml --name pod')).toMatchObject({ code: 1 });
  for (const code of ['3', '0']) {
    await runLine(folder, `retry pod -p code=${code}`);
    expect(await logs('')).toBe('pod: done\n');
    expect(await logs('-c prepare')).toBe('pod: prepared\n');
    expect(await logs('-c side')).toBe('pod: beside\n');
  }
});
