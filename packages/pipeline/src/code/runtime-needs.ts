import type { JsonSchema } from '@tiphys/signature/model';
import type { ComponentDescriptor } from '../ir/component/component-descriptor.ts';
import { toArgumentSchema } from './argument-schema.ts';

/**
 * Modules of the runtime that only some components need, each with what replaces it in the runtime of the others. Templates that cannot share the runtime
 * carry it, so it is as small as possible.
 */
export const OPTIONAL_MODULES = {
  'write-fields': 'export const writeFields = undefined;',
  'encode-items': 'export const encodeItems = undefined;',
  'file-path': 'export const filePath = undefined;',
  'list-files': 'export const listFiles = undefined;',
  'copy-file': 'export const copyFile = undefined;',
  'check-argument': 'export const checkArgument = (task, input, value) => value;',
  'check-rules': 'export const checkRules = () => true;',
  'check-parts': 'export const checkParts = () => true;',
  'shared-modules': 'export const readModules = () => ({});\nexport const requireFrom = () => require;',
} as const;

/** The name of a module that only some components need. */
export type OptionalModule = keyof typeof OPTIONAL_MODULES;

/** Keywords of schemas that say more than the type of a value. */
const RULES = /"(?:pattern|const|enum|not|\$ref|anyOf|oneOf)":/;

/** Keywords of schemas of lists and objects. */
const PARTS =
  /"(?:items|prefixItems|minItems|maxItems|properties|required|patternProperties|additionalProperties)":/;

const PLAIN: ReadonlySet<unknown> = new Set(['string', 'number', 'integer', 'boolean', 'null', 'object']);

function mayBeList({ schema: { type } }: { readonly schema: JsonSchema }): boolean {
  return !PLAIN.has(type);
}

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
    'encode-items': [output, ...Object.values(output.fields ?? {})].some(mayBeList),
    'file-path': inputs.some(({ route }) => route === 'file'),
    'list-files': inputs.some(({ list }) => list),
    'copy-file': routes.includes('file'),
    'check-argument': schemas.length > 0,
    'check-rules': RULES.test(JSON.stringify(schemas)),
    'check-parts': PARTS.test(JSON.stringify(schemas)),
    'shared-modules': requires,
  };
  return (Object.keys(OPTIONAL_MODULES) as readonly OptionalModule[]).filter((name) => needs[name]); // as the record has these keys
}
