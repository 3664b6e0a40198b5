import type { ComponentDescriptor } from '../ir/component/component-descriptor.ts';
import { toArgumentSchema } from './argument-schema.ts';

/**
 * Modules of the runtime that only some components need, each with what replaces it in the runtime of the others. Templates that cannot share the runtime
 * carry it, so it is as small as possible.
 */
export const OPTIONAL_MODULES = {
  'write-fields': 'export const writeFields = undefined;',
  'list-files': 'export const listFiles = undefined;',
  'copy-file': 'export const copyFile = undefined;',
  'check-argument': 'export const checkArgument = (task, input, value) => value;',
  'check-parts': 'export const checkParts = () => true;',
  'shared-modules': 'export const readModules = () => ({});\nexport const requireFrom = () => require;',
} as const;

/** The name of a module that only some components need. */
export type OptionalModule = keyof typeof OPTIONAL_MODULES;

/** Keywords of schemas of lists and objects. */
const PARTS =
  /"(?:items|prefixItems|minItems|maxItems|properties|required|patternProperties|additionalProperties)":/;

/**
 * Returns the optional modules that a component needs.
 *
 * @param requires whether its code requires packed modules or packages
 */
export function neededModules(
  { inputs, output }: ComponentDescriptor,
  requires: boolean,
): readonly OptionalModule[] {
  const schemas = inputs.flatMap(({ route, schema }) =>
    route === 'file' ? [] : (toArgumentSchema(schema) ?? []),
  );
  const routes = [output.route, ...Object.values(output.fields ?? {}).map(({ route }) => route)];
  const needs: Readonly<Record<OptionalModule, boolean>> = {
    'write-fields': output.route === 'fields',
    'list-files': inputs.some(({ list }) => list),
    'copy-file': routes.includes('file'),
    'check-argument': schemas.length > 0,
    'check-parts': PARTS.test(JSON.stringify(schemas)),
    'shared-modules': requires,
  };
  return (Object.keys(OPTIONAL_MODULES) as readonly OptionalModule[]).filter((name) => needs[name]); // as the record has these keys
}
