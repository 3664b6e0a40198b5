import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Workflow } from '@tiphys/models';
import { absence, conformance, isAbsent } from '@tiphys/tools-conformance';
import { describe, expect, test } from 'vitest';
import { runTiphys } from '../run-tiphys.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const folder = path.join(conformance, 'constructs');

describe.skipIf(isAbsent)(`run --json of manifests that ran on Argo unchanged${absence}`, () => {
  test('values are unchanged after a loop, and after a second loop over its results', async () => {
    const outputs = await runJson('values.yaml');
    const { values, objects } = JSON.parse(readFileSync(path.join(folder, 'values.json'), 'utf8'));
    expect(unwrapped(outputs['c-a'], 1)).toEqual(values);
    expect(unwrapped(outputs['c-b'], 2)).toEqual(values);
    expect(unwrapped(outputs['c-o'], 1)).toEqual(objects);
    expect(outputs['c-e']).toBe('[]');
  });

  test('branches, repetition, groups and fallbacks have the same results as on Argo', async () => {
    expect(await runJson('control-flow.yaml')).toMatchObject({
      big: '10',
      small: '-2',
      rep: '3',
      'grp.onExit': '"noted Failed"',
      tol: '8',
      useopt: '42',
      useask: '"YES"',
    });
  });

  test('artifacts of a loop are collected by their prefix; without an iteration there is an empty directory', async () => {
    const outputs = await runJson('artifacts.yaml');
    // `single` is written at the same time, and may already exist.
    const files = (JSON.parse(outputs.c ?? '') as [string, number][]).filter(([name]) => name !== 'single');
    const size = (text: string): number => 1000 * text.length;
    expect(files).toEqual([
      ['0', size('{"i":0,"o":"\\"a\\""}')],
      ['1', size('{"i":1,"o":"\\"b\\""}')],
      ['2', size('{"i":2,"o":"\\"x\\""}')],
    ]);
    expect(outputs).toMatchObject({ e: 'true', s2: '2000' });
  });
});

/** Returns the first output parameter of each node of a run, by the name of the node without the workflow's. */
async function runJson(file: string): Promise<Readonly<Record<string, string>>> {
  using store = temporaryFolder();
  const { code, out, err } = await runTiphys(['run', path.join(folder, file), '--json'], { cwd: store.path });
  expect(err).not.toContain('ENGINE_');
  expect(code).toBe(0);
  const { metadata, status } = JSON.parse(out) as Workflow;
  expect(status?.phase).toBe('Succeeded');
  return Object.fromEntries(
    Object.values(status?.nodes ?? {}).flatMap(({ name, outputs }) => {
      const value = outputs?.parameters?.[0]?.value;
      return value === undefined ? [] : [[name.slice((metadata.name?.length ?? 0) + 1), String(value)]];
    }),
  );
}

/** A loop returns a list of maps. Each loop over the results of another adds one more map around them. */
function unwrapped(text: string | undefined, loops: number): readonly unknown[] {
  return (JSON.parse(text ?? '') as readonly unknown[]).map((item) => {
    let value = item;
    for (let loop = 0; loop < loops; loop += 1) value = JSON.parse((value as { readonly o: string }).o);
    return value;
  });
}
