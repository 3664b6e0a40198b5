import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { NodeStatus, Workflow } from '@tiphys/models';
import { absence, conformance, isAbsent } from '@tiphys/tools-conformance';
import { describe, expect, test } from 'vitest';
import { readManifest } from './runs/read-manifest.ts';
import { runHere } from './runs/run-here.ts';

function textOf(name: string): string {
  return readFileSync(path.join(conformance, 'constructs', `${name}.yaml`), 'utf8');
}

describe.skipIf(isAbsent)(`manifests that ran on Argo as they stand${absence}`, () => {
  test('every difficult value arrives unchanged, through a loop and a second one over its results', async () => {
    const workflow = await runHere(readManifest(textOf('values')));
    const { values, objects } = JSON.parse(
      readFileSync(path.join(conformance, 'constructs/values.json'), 'utf8'),
    ) as { readonly values: readonly unknown[]; readonly objects: readonly unknown[] };
    expect(workflow.status?.phase).toBe('Succeeded');
    expect(unwrapped(arrivedAt(workflow, 'c-a'), 1)).toEqual(values);
    expect(unwrapped(arrivedAt(workflow, 'c-b'), 2)).toEqual(values);
    expect(arrivedAt(workflow, 'c-b')).toContain('12345678901234567890');
    expect(unwrapped(arrivedAt(workflow, 'c-o'), 1)).toEqual(objects);
    expect(arrivedAt(workflow, 'c-e')).toBe('[]');
  });

  test('control flow gives the results seen on Argo', async () => {
    const workflow = await runHere(readManifest(textOf('control-flow')));
    expect(workflow.status).toMatchObject({ phase: 'Succeeded' });
    const outputs = [
      'big',
      'small',
      'after',
      'rep',
      'rep2',
      'grp.onExit',
      'tol',
      'useopt',
      'm1',
      'm2',
      'useask',
    ];
    expect(Object.fromEntries(outputs.map((name) => [name, arrivedAt(workflow, name)]))).toEqual({
      big: '10',
      small: '-2',
      after: '11',
      rep: '3',
      rep2: '4',
      'grp.onExit': '"noted Failed"',
      tol: '8',
      useopt: '42',
      m1: '6',
      m2: '6',
      useask: '"YES"',
    });
    expect(nodeNamed(workflow, 'grp').phase).toBe('Failed');
    expect(nodeNamed(workflow, 'm2').memoizationStatus?.hit).toBe(true);
  });
});

function nodeNamed(workflow: Workflow, displayName: string): NodeStatus {
  const root = workflow.metadata?.name ?? '';
  const nodes = Object.values(workflow.status?.nodes ?? {});
  const found = nodes.find(({ name }) => name === `${root}.${displayName}`);
  if (!found) throw new Error(`no node ${displayName} among ${nodes.map(({ name }) => name).join(', ')}`);
  return found;
}

function arrivedAt(workflow: Workflow, displayName: string): unknown {
  return nodeNamed(workflow, displayName).outputs?.parameters?.[0]?.value;
}

/** Unwraps results: a loop returns a list of maps, and each loop over them adds another map. */
function unwrapped(text: unknown, loops: number): readonly unknown[] {
  const items = JSON.parse(String(text)) as readonly unknown[];
  return items.map((item) => {
    let value = item;
    for (let loop = 0; loop < loops; loop += 1) value = JSON.parse((value as { readonly o: string }).o);
    return value;
  });
}
