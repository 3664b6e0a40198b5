import type { ComponentDescriptor } from '../ir/component/component-descriptor.ts';
import type * as features from '../runtime/features.ts';
import { toArgumentSchema } from './argument-schema.ts';
import type { WireUse } from './component-code.ts';
import { outputRoute } from './output-route.ts';

/** A feature of the runtime that only some components need. */
export type RuntimeFeature = keyof typeof features;

/** A schema that `findTypeMismatch` of the runtime checks: one or several types, or a list of such a schema. */
const PLAIN_SCHEMA =
  /^(?:\{"type":"array","items":)*\{(?:"type":(?:"(?!integer)\w+"|\["(?!integer)\w+"(?:,"(?!integer)\w+")*\]))?\}+$/;

/** Keywords of schemas that say more than the type of a value. A field may have their names, too: its component gets what it does not need. */
const RULES = /"(?:pattern|const|enum|not|\$ref|anyOf|oneOf)":/;

/** Keywords of schemas of lists and objects. */
const PARTS =
  /"(?:items|prefixItems|minItems|maxItems|properties|required|patternProperties|additionalProperties)":/;

/** Keywords about fields of objects without a name in the schema. */
const OTHER_FIELDS = /"(?:patternProperties|additionalProperties)":/;

/**
 * Returns the features of the runtime that a component needs. Without the others, the runtime does the same for this component.
 *
 * @param requires whether its code requires packed modules or packages
 */
export function neededFeatures(
  { inputs, output, style }: ComponentDescriptor,
  requires: boolean,
  { forms, files, items }: WireUse,
): readonly RuntimeFeature[] {
  const values = inputs.filter(({ route: one }) => one !== 'file');
  const schemas = values.flatMap(({ schema }) => toArgumentSchema(schema) ?? []);
  const { route, schema, fields } = output;
  const routes: readonly string[] =
    route === 'fields' ? Object.values(fields ?? {}).map(outputRoute) : [outputRoute({ route, schema })];
  const has = (...wanted: readonly string[]): boolean =>
    wanted.some((word) => routes.some((one) => one.endsWith(word)));
  const schemaText = JSON.stringify(schemas);
  const isPlain = schemas.every((schema) => PLAIN_SCHEMA.test(JSON.stringify(schema)));
  const needs: Readonly<Record<RuntimeFeature, boolean>> = {
    DECODES_FORMS: forms,
    READS_VALUE_FILES: files || values.some(({ route: one }) => one === 'large'),
    PASSES_FILES: inputs.some(({ route: one, list }) => one === 'file' && !list),
    PASSES_FILE_LISTS: inputs.some(({ list }) => list === true),
    OMITS_INPUTS: inputs.some(({ optional }) => optional),
    PASSES_OBJECT: style === 'object',
    PASSES_LIST: style !== 'object',
    CHECKS_INPUTS: schemas.length > 0,
    CHECKS_LISTS: !isPlain || /"(?:array|object)"/.test(schemaText),
    CHECKS_SCHEMAS: !isPlain,
    CHECKS_RULES: RULES.test(schemaText),
    CHECKS_PARTS: PARTS.test(schemaText),
    CHECKS_OTHER_FIELDS: OTHER_FIELDS.test(schemaText),
    WRITES_VALUES: has('value', 'large'),
    WRITES_PLAIN: has('number', 'string', 'boolean', '[]'),
    WRITES_LISTS: has('[]'),
    WRITES_TEXTS: has('value', 'large', 'string', '[]'),
    WRITES_LARGE_VALUES: has('large'),
    WRITES_ITEMS: items,
    WRITES_FILES: has('file'),
    WRITES_FIELDS: route === 'fields',
    LOADS_MODULES: requires,
  };
  return (Object.keys(needs) as RuntimeFeature[]).filter((name) => needs[name]); // as the record has these keys
}
