import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { schemas } from './folder.ts';

/** The parts of a CRD's schema that Argo uses. */
export interface CrdSchema {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, CrdSchema>>;
  readonly additionalProperties?: CrdSchema;
  readonly items?: CrdSchema;
  readonly required?: readonly string[];
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly 'x-kubernetes-int-or-string'?: true;
  readonly 'x-kubernetes-preserve-unknown-fields'?: true;
  readonly 'x-kubernetes-validations'?: readonly { readonly rule: string }[];
}

interface Crd {
  readonly spec: {
    readonly names: { readonly kind: string };
    readonly versions: readonly [{ readonly schema: { readonly openAPIV3Schema: CrdSchema } }];
  };
}

/** Returns the schemas of a version's full CRDs by kind. */
export function readCrds(version: string): ReadonlyMap<string, CrdSchema> {
  const folder = readdirSync(join(schemas, 'crds')).find((name) => name.startsWith(`${version}.`));
  const files = readdirSync(join(schemas, 'crds', folder ?? version)).filter((name) =>
    name.startsWith('argo'),
  );
  return new Map(
    files
      .filter((file) => /_(cron)?workflow(template|eventbinding)?s\.|_clusterworkflowtemplates/.test(file))
      .map((file) => load(readFileSync(join(schemas, 'crds', folder ?? version, file), 'utf8')) as Crd)
      .map(({ spec }) => [spec.names.kind, spec.versions[0].schema.openAPIV3Schema]),
  );
}

/** Returns the errors of an API server with these CRDs for a value, including unknown fields. */
export function* judge(value: unknown, schema: CrdSchema, path = ''): Generator<string> {
  if (schema['x-kubernetes-int-or-string'] === true) {
    if (!['number', 'string'].includes(typeof value)) yield `${path}: neither a number nor a string`;
    return;
  }
  if (schema.type !== undefined && typeOf(value, schema.type) !== schema.type) {
    yield `${path}: not a valid ${schema.type}`;
    return;
  }
  if (schema.enum !== undefined && !schema.enum.includes(value)) yield `${path}: not in the enum`;
  if (typeof value === 'string') yield* judgeText(value, schema, path);
  else if (typeof value === 'number') yield* judgeRange(value, schema.minimum, schema.maximum, path);
  else if (Array.isArray(value)) {
    yield* judgeRange(value.length, schema.minItems, schema.maxItems, path);
    for (const [index, item] of value.entries()) yield* judge(item, schema.items ?? {}, `${path}[${index}]`);
  } else if (typeof value === 'object' && value !== null)
    yield* judgeFields(value as Readonly<Record<string, unknown>>, schema, path);
  for (const { rule } of schema['x-kubernetes-validations'] ?? [])
    if (!holds(rule, value)) yield `${path}: ${rule}`;
}

function typeOf(value: unknown, wanted: string): string {
  if (Array.isArray(value)) return 'array';
  if (wanted === 'integer' && Number.isInteger(value)) return 'integer';
  return typeof value;
}

function* judgeText(text: string, schema: CrdSchema, path: string): Generator<string> {
  yield* judgeRange([...text].length, schema.minLength, schema.maxLength, path);
  if (schema.pattern !== undefined && !new RegExp(schema.pattern, 'u').test(text))
    yield `${path}: not ${schema.pattern}`;
}

function* judgeRange(value: number, low = -Infinity, high = Infinity, path: string): Generator<string> {
  if (value < low || value > high) yield `${path}: ${value} is not between ${low} and ${high}`;
}

function* judgeFields(
  value: Readonly<Record<string, unknown>>,
  schema: CrdSchema,
  path: string,
): Generator<string> {
  for (const field of schema.required ?? []) if (!(field in value)) yield `${path}.${field}: missing`;
  for (const [field, content] of Object.entries(value)) {
    const known = schema.properties?.[field] ?? schema.additionalProperties;
    if (known !== undefined) yield* judge(content, known, `${path}.${field}`);
    else if (schema.properties !== undefined && !schema['x-kubernetes-preserve-unknown-fields'])
      yield `${path}.${field}: unknown`;
  }
}

/** Translates the few CEL functions that the rules use to JavaScript. */
function holds(rule: string, self: unknown): boolean {
  const text = rule
    .replaceAll(/has\(([\w.]+)\)/g, '($1 !== undefined)')
    .replaceAll('.all(t, ', '.every((t) => ')
    .replaceAll('.contains(', '.includes(')
    .replaceAll(/(self\.\w+)\.matches\(('[^']*')\)/g, 'new RegExp($2).test($1)');
  return Boolean(new Function('self', `return (${text});`)(self));
}
