import type { Definition } from '@tiphys/schema';

/** Returns a definition by name, undefined if there is none; inherited names such as `constructor` do not count. */
export function findDefinition(
  definitions: Readonly<Record<string, Definition>>,
  name: string,
): Definition | undefined {
  return Object.hasOwn(definitions, name) ? definitions[name] : undefined;
}
