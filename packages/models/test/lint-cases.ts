import { readLintCases } from '@tiphys/tools-conformance';
import { loadAll, YAML11_SCHEMA, YAMLException } from 'js-yaml';
import { kinds } from '../src/tables.ts';

/** A file with a verdict of Argo's lint, and the objects of the five kinds in it. */
export interface ReadCase {
  readonly id: string;
  /** Whether Argo's lint accepts it. */
  readonly isValid: boolean;
  readonly objects: readonly { readonly kind: string }[];
}

/** Returns every file with readable YAML. */
export function readCases(): readonly ReadCase[] {
  return readLintCases().flatMap(({ id, isValid, text }) => {
    const objects = readObjects(text);
    return objects === undefined ? [] : [{ id, isValid, objects }];
  });
}

/** Go's reader accepts any indentation inside brackets and quotes; js-yaml reports the line that it rejects. */
function readObjects(text: string): ReadCase['objects'] | undefined {
  const lines = text.split('\n');
  for (let moves = 0; ; moves += 1) {
    try {
      const documents = loadAll(lines.join('\n'), { schema: YAML11_SCHEMA });
      return (JSON.parse(JSON.stringify(documents)) as unknown[]).filter(isOfKnownKind); // dates are strings in Go
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
