import type { Definition } from '@tiphys/schema';

/** Gives a definition by name when there is one, so that `constructor` is none. */
export function findDefinition(
  definitions: Readonly<Record<string, Definition>>,
  name: string,
): Definition | undefined {
  return Object.hasOwn(definitions, name) ? definitions[name] : undefined;
}
