import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadAll, YAML11_SCHEMA, YAMLException } from 'js-yaml';
import { kinds } from '../src/tables.ts';

import { conformance } from './shared-data.ts';

/** A file that Argo's lint was asked about, with the objects of the five kinds in it. */
export interface LintCase {
  readonly id: string;
  /** Whether Argo's lint takes it. */
  readonly valid: boolean;
  readonly objects: readonly { readonly kind: string }[];
}

/** Gives every file whose YAML can be read. */
export function readCases(): readonly LintCase[] {
  const text = readFileSync(join(conformance, 'lint/expected.json'), 'utf8');
  const verdicts = JSON.parse(text) as Readonly<Record<string, { readonly valid: boolean }>>;
  return Object.entries(verdicts)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([id, { valid }]) => {
      const objects = readObjects(join(conformance, 'lint/cases', `${id}.yaml`));
      return objects === undefined ? [] : [{ id, valid, objects }];
    });
}

/** Gives every file that Argo's lint takes. */
export function readValidCases(): readonly LintCase[] {
  return readCases().filter(({ valid }) => valid);
}

/** Go's reader lets lines inside brackets and quotes begin anywhere; js-yaml names the line that it wants moved. */
function readObjects(file: string): LintCase['objects'] | undefined {
  const lines = readFileSync(file, 'utf8').split('\n');
  for (let moves = 0; ; moves += 1) {
    try {
      const documents = loadAll(lines.join('\n'), { schema: YAML11_SCHEMA });
      return (JSON.parse(JSON.stringify(documents)) as unknown[]).filter(isOfKnownKind); // dates are texts to Go
    } catch (error) {
      if (!(error instanceof YAMLException)) throw error;
      if (error.mark === undefined || moves > lines.length) return undefined;
      lines[error.mark.line] = `${' '.repeat(100)}${lines[error.mark.line]}`;
    }
  }
}

function isOfKnownKind(value: unknown): value is { readonly kind: string } {
  return typeof value === 'object' && value !== null && 'kind' in value && String(value.kind) in kinds;
}
