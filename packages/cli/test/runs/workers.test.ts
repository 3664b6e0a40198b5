import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Workflow } from '@tiphys/models';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { projectFolder } from '../project-folder.ts';
import { runLine, runTiphys } from '../run-tiphys.ts';
import type { TemporaryFolder } from '../temporary-folder.ts';
import { startTiphys } from './start-tiphys.ts';

const components = `import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync, writeSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { InputFile, OutputFile } from '@tiphys/pipeline';

let calls = 0;

export function fails(text: string): number { throw new RangeError(text); }
export function exits(code: number): number { console.log('leaving'); process.exit(code); }
export async function never(n: number): Promise<number> { await new Promise(() => {}); return n; }
export async function rejects(n: number): Promise<number> {
  void Promise.reject(new Error('nobody waits'));
  await new Promise((resolve) => setTimeout(resolve, 5000));
  return n;
}
export function fails2(code: number): number { process.exitCode = code; return code; }
export function spins(n: number): number { console.log('spinning'); for (;;) n += 1; }
export function prints(text: string): string {
  console.log(text);
  console.error('error: ' + text);
  process.stdout.write('no newline');
  writeSync(1, ' and directly\\n');
  return text.toUpperCase();
}
export function saves(text: string): OutputFile {
  writeFileSync('here.txt', text);
  writeFileSync('/tmp/there.txt', readFileSync('here.txt', 'utf8') + '!');
  return '/tmp/there.txt';
}
export async function reads(file: InputFile): Promise<string> {
  return (await readFile(file, 'utf8')) + ' ' + existsSync('/tmp/there.txt') + ' ' + existsSync('here.txt');
}
export function variables(n: number): string[] {
  const own = ['MODE', 'GIVEN', 'SECRET_OF_SHELL'].map((name) => name + '=' + process.env[name]);
  return [...own, String(n), process.cwd(), String(process.argv.length)];
}
export function starts(text: string): string { return execFileSync('echo', [text], { encoding: 'utf8' }).trim(); }
export function numbers(n: number): number[] { return Array.from({ length: n }, (_, index) => index); }
export function counts(n: number): number { calls += 1; return calls + n; }
export function pollutes(n: number): string {
  const globals = globalThis as Record<string, unknown>;
  const seen = [calls, globals.leaked, process.env.LEAK, [].concat.name, 'x'.trim(), String(process.exitCode)];
  calls += 1;
  if (n % 3 === 0) globals.leaked = n;
  if (n % 3 === 1) String.prototype.trim = () => 'patched';
  process.env.LEAK = String(n);
  if (n % 2 === 0) setTimeout(() => console.log('late'), 0);
  return JSON.stringify(seen);
}
export function total(values: number[]): number { return values.reduce((sum, value) => sum + value, 0); }
export function same(values: string[]): number { return new Set(values).size; }
export async function waits(n: number): Promise<number> {
  console.log('waiting');
  await new Promise((resolve) => setTimeout(resolve, 4000));
  return n;
}
export function large(n: number): number { return Buffer.alloc(n * 1024 ** 2, 1).length; }
`;

const pipelines = {
  'ends.ts': `import { pipeline } from '@tiphys/pipeline';
import * as c from './components.generated.ts';

export default pipeline('ends', { n: 1 }, ({ n }) => {
  c.fails({ text: 'thirteen {{x}}' });
  c.exits({ code: 3 });
  c.exits({ code: 0 }, { env: { MODE: 'zero' } });
  c.never({ n });
  c.rejects({ n });
  c.fails2({ code: 4 });
  c.spins({ n }, { timeout: '12s' });
  c.prints({ text: 'héllo' });
  c.reads({ file: c.saves({ text: 'content' }) });
  c.variables({ n }, { env: { MODE: 'fast' } });
  c.starts({ text: 'child' });
  c.large({ n: 100 }, { resources: { limits: { memory: '1Gi' } } });
});
`,
  'waiting.ts': `import { pipeline } from '@tiphys/pipeline';
import { total, waits } from './components.generated.ts';

export default pipeline('waiting', { n: 2 }, ({ n }) => ({ n: waits({ n: total({ values: [n] }) }) }));
`,
  'many.ts': `import { forEach, pipeline } from '@tiphys/pipeline';
import { counts, numbers, pollutes, same, total } from './components.generated.ts';

export default pipeline('many', { n: 200 }, ({ n }) => {
  const counted = forEach(numbers({ n }), (value) => counts({ n: value }));
  const seen = forEach(numbers({ n: 12 }), (value) => pollutes({ n: value }));
  return { sum: total({ values: counted }), kinds: same({ values: seen }) };
});
`,
};

let folder: TemporaryFolder;
beforeAll(async () => {
  folder = await projectFolder({ 'components.ts': components, ...pipelines });
});
afterAll(() => folder[Symbol.dispose]());

/** How the tasks of a run ended, by the name of their nodes. */
interface Ran {
  readonly phase: string | undefined;
  readonly outputs: Readonly<Record<string, string | undefined>>;
  readonly tasks: Readonly<Record<string, readonly unknown[]>>;
}

async function run(pipeline: string, executor: string): Promise<Ran> {
  const name = `${pipeline}-${executor}`;
  const words = ['run', `${pipeline}.ts`, '--json', '--name', name, '--executor', executor];
  const { out, err } = await runTiphys([...words, '--env', 'GIVEN=yes'], {
    cwd: folder.path,
    env: { SECRET_OF_SHELL: 'secret' },
  });
  if (out === '') throw new Error(err);
  const { status } = JSON.parse(out) as Workflow;
  const nodes = Object.values(status?.nodes ?? {});
  return {
    phase: status?.phase,
    outputs: valuesOf(
      status?.outputs?.parameters ?? nodes.find((one) => one.name === name)?.outputs?.parameters,
    ),
    tasks: Object.fromEntries(
      nodes
        .filter(({ type }) => type === 'Pod')
        .map((node) => [
          String(node.displayName),
          [
            node.phase,
            node.message,
            node.outputs?.exitCode,
            valuesOf(node.outputs?.parameters),
            logOf(name, String(node.name)),
          ],
        ]),
    ),
  };
}

function logOf(run: string, node: string): string {
  const file = path.join(folder.path, '.tiphys/runs', run, 'logs', `${node}.log`);
  return readFileSync(file, 'utf8').replaceAll(run, 'RUN');
}

function valuesOf(
  parameters: readonly { readonly name: string; readonly value?: unknown }[] = [],
): Readonly<Record<string, string>> {
  return Object.fromEntries(parameters.map(({ name, value }) => [name, String(value)]));
}

describe('functions in workers', () => {
  test('end as in processes, with the same messages, outputs and logs', { timeout: 240_000 }, async () => {
    const workers = await run('ends', 'workers');
    const processes = await run('ends', 'processes');
    expect(Object.keys(workers.tasks).sort()).toEqual(Object.keys(processes.tasks).sort());
    expect.soft(workers.tasks).toEqual(processes.tasks);
    expect(workers.phase).toBe('Failed');
    expect(workers.tasks).toMatchObject({
      fails: [
        'Failed',
        'main: Error (exit code 1)',
        '1',
        {},
        expect.stringMatching(/RangeError: thirteen \{\{x\}\}[\s\S]*components\.ts:8/),
      ],
      exits: ['Failed', 'main: Error (exit code 3)', '3', {}, 'leaving\n'],
      never: [
        'Failed',
        'main: Error (exit code 1)',
        '1',
        {},
        expect.stringContaining('PIPELINE_TASK_UNFINISHED: never'),
      ],
      spins: [
        'Failed',
        expect.stringMatching(/longer than the specified deadline/),
        expect.anything(),
        {},
        'spinning\n',
      ],
      prints: [
        'Succeeded',
        undefined,
        '0',
        { output: '"H\\u00c9LLO"' },
        'héllo\nerror: héllo\nno newline and directly\n',
      ],
      reads: ['Succeeded', undefined, '0', { output: '"content! false false"' }, ''],
      starts: ['Succeeded', undefined, '0', { output: '"child"' }, ''],
      large: ['Succeeded', undefined, '0', { output: '104857600' }, ''],
    });
  });

  test('see nothing of each other, many at once', { timeout: 240_000 }, async () => {
    const { phase, outputs } = await run('many', 'workers');
    expect(phase).toBe('Succeeded');
    // Each call counts itself alone: 0 + 1 + ... + 199, and 1 for each.
    expect(outputs).toEqual({ sum: String(19_900 + 200), kinds: '1' });
  });

  test('that were running when tiphys was killed run again', { timeout: 240_000 }, async () => {
    const words = ['waiting.ts', '--executor', 'workers', '--name', 'killed'];
    await using command = startTiphys(['run', ...words], folder.path);
    await command.says('killed.waits');
    command.process.kill('SIGKILL');
    expect(await command.ended).toBe('SIGKILL');
    const { code, out, err } = await runLine(folder, 'resume killed --json');
    expect(code, err).toBe(0);
    const { status } = JSON.parse(out) as Workflow;
    const pods = Object.values(status?.nodes ?? {}).filter(({ type }) => type === 'Pod');
    expect(pods.map(({ displayName, phase }) => [displayName, phase])).toEqual([
      ['total', 'Succeeded'],
      ['waits', 'Succeeded'],
    ]);
    expect(logOf('killed', 'killed.total')).toBe('');
  });
});
