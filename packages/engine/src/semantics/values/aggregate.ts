import { compactJson, printJson, printJsonString, scanJson } from '@tiphys/go';
import { scalarText } from '../../manifest/fields.ts';
import type { RunNode } from '../../state/node/run-node.ts';
import type { ReferenceScope } from '../../state/reference-scope.ts';

/**
 * Adds the outputs of the iterations of a loop as lists. Only iterations that succeeded and have outputs count.
 * See docs/semantics/loops.md#aggregated-outputs.
 *
 * @throws Error of encoding/json if a result is not JSON
 */
export function addAggregates(scope: ReferenceScope, prefix: string, iterations: readonly RunNode[]): void {
  const results: string[] = [];
  const maps: string[] = [];
  const byName = new Map<string, string[]>();
  for (const { fields } of iterations) {
    const outputs = fields.outputs;
    if (fields.phase !== 'Succeeded' || !outputs) continue;
    const entries = (outputs.parameters ?? []).map(
      ({ name, value }) => [name, value === undefined ? '' : scalarText(value)] as const,
    );
    if (entries.length > 0) maps.push(printJson(Object.fromEntries(entries)));
    for (const [name, value] of entries) {
      const values = byName.get(name);
      if (values) values.push(value);
      else byName.set(name, [value]);
    }
    if (outputs.result !== undefined) results.push(compactJson(outputs.result));
  }
  scope.variables[`${prefix}.outputs.result`] = `[${results.join(',')}]`;
  scope.variables[`${prefix}.outputs.parameters`] = `[${maps.join(',')}]`;
  for (const [name, values] of byName) {
    scope.variables[`${prefix}.outputs.parameters.${name}`] = aggregateValues(values);
  }
}

/** Returns a list of strings; if every value is an object or array, a list of these. */
function aggregateValues(values: readonly string[]): string {
  if (values.every(isStructure)) return `[${values.map((value) => printJson(JSON.parse(value))).join(',')}]`;
  return `[${values.map(printJsonString).join(',')}]`;
}

function isStructure(text: string): boolean {
  try {
    const { kind } = scanJson(text);
    return kind === 'object' || kind === 'array';
  } catch {
    return false;
  }
}
