import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createProcessExecutor, openStore, runWorkflow } from '@tiphys/engine';
import { expect, test } from 'vitest';
import { type AnyPipeline, component, forEach, input, output, pipeline, stdout } from '../../src/index.ts';
import { compile } from '../compile.ts';
import { nastyTexts } from './nasty-texts.ts';

const text = { schema: { type: 'string' } };

const shell = component.container('shell', {
  image: 'alpine:3.22',
  inputs: { value: input<string>(text) },
  outputs: { same: output('/tmp/same', text) },
  command: ['sh', '-c', 'printf %s "$1" > "$2"', '--'],
  args: ({ inputs, outputs }) => [inputs.value, outputs.same],
});
const script = component.script('script', {
  image: 'alpine:3.22',
  command: ['sh'],
  inputs: { value: input<string>(text) },
  outputs: { same: stdout<string>(text) },
  source: 'printf %s "$IN_value"',
});
const python = component.python('python', {
  file: '../fixtures/python/same.py',
  call: 'same',
  inputs: { value: input<string>(text) },
  returns: input<string>(text),
});
const pythonList = component.python('python-list', {
  file: '../fixtures/python/same.py',
  call: 'same',
  inputs: { value: input<string[]>({ schema: { type: 'array', items: text.schema } }) },
  returns: input<string[]>({ schema: { type: 'array', items: text.schema } }),
});

/** Runs a pipeline as processes of this machine, and returns its outputs as Argo would show them. */
async function runProcesses(given: AnyPipeline): Promise<Readonly<Record<string, string>>> {
  const folder = mkdtempSync(join(tmpdir(), 'tiphys-values-'));
  const run = openStore(folder).createRun('values');
  const executor = createProcessExecutor({
    folder: run.folder,
    environment: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '' },
  });
  try {
    const { manifest } = await compile(given);
    if (manifest.kind !== 'Workflow') throw new Error('The test needs a Workflow.');
    const { status } = await runWorkflow(manifest, { executor, name: run.name });
    expect(status?.message ?? status?.phase).toBe('Succeeded');
    const root = Object.values(status?.nodes ?? {}).find(({ name }) => name === run.name);
    return Object.fromEntries(
      (root?.outputs?.parameters ?? []).map(({ name, value }) => [name, String(value)]),
    );
  } finally {
    await executor.close();
    await run.journal.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

// No process takes NUL in its arguments, and Argo drops a newline at the end of an output.
const forProcesses = nastyTexts.map((one) => `${one.replaceAll('\0', '')}|`);
const all = forProcesses.join('\n');

test('containers, scripts and Python get and give the same bytes', { timeout: 120_000 }, async () => {
  const whole = pipeline('whole', {}, () => ({
    shells: forEach(forProcesses, (value) => shell({ value }).same),
    scripts: forEach([all, '|'], (value) => script({ value }).same),
    pythons: forEach([nastyTexts.join(''), ''], (value) => python({ value })),
    list: pythonList({ value: [...nastyTexts] }),
    chain: python({ value: script({ value: shell({ value: python({ value: all }) }).same }).same }),
  }));
  const outputs = await runProcesses(whole);
  const read = (name: string): unknown => JSON.parse(outputs[name] ?? '');
  expect(read('shells')).toEqual(forProcesses);
  expect(read('scripts')).toEqual([all, '|']);
  expect(read('pythons')).toEqual([nastyTexts.join(''), '']);
  expect(read('list')).toEqual(nastyTexts);
  expect(read('chain')).toBe(all);
});
