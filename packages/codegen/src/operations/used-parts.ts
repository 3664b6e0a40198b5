import type { FieldType, OperationDefinitions } from '@tiphys/schema';
import { usedNames } from '../files/assign-files.ts';
import { type ModelVariant, usedTypes } from '../type/type-text.ts';

/** Returns the names of the definitions of operations that requests (`author`) or replies consist of, sorted. */
export function usedParts(
  { definitions, operations }: OperationDefinitions,
  variant: ModelVariant,
): readonly string[] {
  const roots = Object.values(operations).flatMap(({ parameters, query, body, reply }): FieldType[] =>
    variant === 'reply'
      ? [reply.type]
      : [...Object.values(parameters), ...Object.values(query), ...(body === undefined ? [] : [body])],
  );
  const found = new Set(roots.flatMap(usedTypes).filter((name) => Object.hasOwn(definitions, name)));
  for (const name of found) {
    const definition = definitions[name];
    const used = definition === undefined ? [] : usedNames(definition);
    for (const other of used) if (Object.hasOwn(definitions, other)) found.add(other);
  }
  return [...found].sort();
}
