import type { Workflow } from '@tiphys/models';
import type { ValueRow } from '@tiphys/view';
import type { LoadedSource } from '../source/load-source.ts';
import { rootOf } from './report.ts';

/** Returns the outputs of a run of a pipeline as values instead of texts, shortened for people. */
export async function decodedOutputs(
  source: Extract<LoadedSource, { kind: 'pipeline' }>,
  workflow: Workflow,
): Promise<readonly ValueRow[]> {
  const { shortValue } = await import('@tiphys/view');
  const parameters = new Map(
    (rootOf(workflow)?.outputs?.parameters ?? []).map(({ name, value }) => [name, value]),
  );
  return source.compiled.outputs.flatMap(({ name, decode }) => {
    const text = parameters.get(name);
    if (text === undefined) return [];
    const value = decode(String(text));
    return [[name, shortValue(typeof value === 'string' ? value : JSON.stringify(value))]];
  });
}
