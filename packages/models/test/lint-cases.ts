import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadAll, YAML11_SCHEMA, YAMLException } from 'js-yaml';
import { kinds } from '../src/tables.ts';

const folder = process.env.TIPHYS_CONFORMANCE ?? join(import.meta.dirname, '../../../../shared/conformance');

/** Whether the conformance data is not there. */
export const absent: boolean = !existsSync(folder);

/** What to add to the title of tests over the data, when it is not there. */
export const absence: string = absent ? ' (skipped: the conformance data is absent)' : '';

/** A file that Argo's lint takes, with the objects of the five kinds in it. */
export interface ValidCase {
  readonly id: string;
  readonly objects: readonly { readonly kind: string }[];
}

/** Gives every file that Argo's lint takes. */
export function readValidCases(): readonly ValidCase[] {
  const text = readFileSync(join(folder, 'lint/expected.json'), 'utf8');
  const verdicts = JSON.parse(text) as Readonly<Record<string, { readonly valid: boolean }>>;
  return Object.keys(verdicts)
    .filter((id) => verdicts[id]?.valid)
    .sort()
    .map((id) => ({ id, objects: readObjects(join(folder, 'lint/cases', `${id}.yaml`)) }));
}

/** Go's reader lets lines inside brackets and quotes begin anywhere; js-yaml names the line that it wants moved. */
function readObjects(file: string): ValidCase['objects'] {
  const lines = readFileSync(file, 'utf8').split('\n');
  for (let moves = 0; ; moves += 1) {
    try {
      const documents = loadAll(lines.join('\n'), { schema: YAML11_SCHEMA });
      return (JSON.parse(JSON.stringify(documents)) as unknown[]).filter(isOfKnownKind); // dates are texts to Go
    } catch (error) {
      if (!(error instanceof YAMLException) || error.mark === undefined || moves > lines.length) throw error;
      lines[error.mark.line] = `${' '.repeat(100)}${lines[error.mark.line]}`;
    }
  }
}

function isOfKnownKind(value: unknown): value is { readonly kind: string } {
  return typeof value === 'object' && value !== null && 'kind' in value && String(value.kind) in kinds;
}
