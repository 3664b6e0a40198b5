import type { FieldSource, Source } from '../../ir/graph.ts';

/** Returns the source of a field of an output. It is known where the output is. */
export function fieldSource(of: Source, name: string, schema: FieldSource['schema']): FieldSource {
  return { kind: 'field', scope: of.scope, of, name, schema };
}
