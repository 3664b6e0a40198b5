import type { JsonPath, KubernetesObject, VersionedObject } from '@tiphys/models/facts';
import type { ConversionOptions, FieldEdit, FieldValues } from './conversion-rule.ts';
import { decideFields } from './decide-fields.ts';
import { innerType, rootType, type WalkType } from './walk-type.ts';

/** A field that was converted. */
export interface ConversionChange {
  /** The path of the object that holds the field, in the input. */
  readonly path: JsonPath;
  readonly edit: FieldEdit;
  /** Why the conversion keeps the meaning. */
  readonly reason: string;
}

/** A field that the target version rejects and that needs manual work. */
export interface ConversionProblem {
  /** The path of the field, in the input. */
  readonly path: JsonPath;
  readonly message: string;
}

/** An object rewritten for the target version. */
export interface Conversion<T> {
  /** The same object as the input if nothing had to change. */
  readonly object: T;
  readonly changes: readonly ConversionChange[];
  readonly problems: readonly ConversionProblem[];
}

/**
 * Returns an Argo object rewritten for another version of Argo. A field without an automatic replacement stays
 * and is reported as a problem; only the fields named in the changes differ. Objects of other kinds are returned
 * unchanged, and the items of a Kubernetes List are converted one by one.
 *
 * @example
 * ```ts
 * import type { CronWorkflow } from '@tiphys/models/v3.5';
 * import { cronWorkflow } from '@tiphys/workflow';
 *
 * const nightly = cronWorkflow<CronWorkflow>({
 *   metadata: { name: 'nightly' },
 *   spec: { schedule: '0 3 * * *', workflowSpec: { workflowTemplateRef: { name: 'backup' } } },
 * });
 * const { object, changes, problems } = convertObject(nightly, { to: 'v4.1' });
 * Object.keys(object.spec); // => [ 'schedules', 'workflowSpec' ]
 * ```
 */
export function convertObject<T extends VersionedObject | KubernetesObject>(
  object: T,
  options: ConversionOptions,
): Conversion<T> {
  const { value, changes, problems } = convertValue(object, options);
  return { object: value as T, changes, problems }; // converting keeps the kind
}

/**
 * Converts any value like {@link convertObject}, for example a YAML document with arbitrary content. Changes in
 * `left` are not made.
 */
export function convertValue(
  value: unknown,
  options: ConversionOptions,
  left: readonly ConversionChange[] = [],
): Omit<Conversion<never>, 'object'> & { readonly value: unknown } {
  const changes: ConversionChange[] = [];
  const problems: ConversionProblem[] = [];
  const walk: Walk = { options, changes, problems, left: new Set(left.map(keyOf)) };
  return { value: convert(value, { type: rootType(value), path: [], place: '' }, walk), changes, problems };
}

interface Walk {
  readonly options: ConversionOptions;
  readonly changes: ConversionChange[];
  readonly problems: ConversionProblem[];
  readonly left: ReadonlySet<string>;
}

function keyOf({ path, edit }: Pick<ConversionChange, 'path' | 'edit'>): string {
  return JSON.stringify([path, edit.field]);
}

interface Site {
  readonly type: WalkType | undefined;
  /** The path in the input. */
  readonly path: JsonPath;
  readonly place: string;
  /** The path in the input of the last element of a list, if an edit moved it there. */
  readonly last?: JsonPath;
}

function convert(value: unknown, site: Site, walk: Walk): unknown {
  const { type, path, place } = site;
  if (type === undefined || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    return mapKept(value, (item, index) => {
      const inner = (index === value.length - 1 ? site.last : undefined) ?? [...path, index];
      return convert(item, { type: innerType(type, index, item), path: inner, place: '' }, walk);
    });
  }
  const { fields, edits } = convertFields(value as FieldValues, site, walk);
  const entries = Object.entries(fields);
  const converted = mapKept(entries, (entry) => {
    const [key, inner] = entry;
    const definition = type.kind === 'definition' ? type.name : place;
    const next = {
      type: innerType(type, key, inner),
      place: `${definition}.${key}`,
      ...originOf(key, path, edits),
    };
    const result = convert(inner, next, walk);
    return result === inner ? entry : ([key, result] as [string, unknown]);
  });
  return converted === entries ? fields : fromEntries(converted);
}

/** Returns where a field of the converted object was in the input. */
function originOf(key: string, path: JsonPath, edits: readonly FieldEdit[]): Pick<Site, 'path' | 'last'> {
  const edit = edits.find((one) => one.kind !== 'remove' && one.to === key);
  if (edit === undefined) return { path: [...path, key] };
  if (edit.kind === 'unwrap') return { path: [...path, edit.field, 0] };
  return { path: [...path, key], last: [...path, edit.field] };
}

function convertFields(
  fields: FieldValues,
  { type, path, place }: Site,
  walk: Walk,
): { readonly fields: FieldValues; readonly edits: readonly FieldEdit[] } {
  if (type?.kind !== 'definition') return { fields, edits: [] };
  const { edits, problems } = decideFields([type.name, place], fields, walk.options);
  for (const { field, message } of problems) walk.problems.push({ path: [...path, field], message });
  const chosen = edits.filter((edit) => walk.left.size === 0 || !walk.left.has(keyOf({ path, edit })));
  for (const { reason, ...edit } of chosen) walk.changes.push({ path, edit, reason });
  return { fields: chosen.reduce(applyEdit, fields), edits: chosen };
}

/** Returns an object with one field edited; the order of the fields stays. */
export function applyEdit(fields: FieldValues, edit: FieldEdit): FieldValues {
  return fromEntries(
    Object.entries(fields).flatMap(([key, value]): readonly (readonly [string, unknown])[] => {
      if (edit.kind === 'append' && key === edit.to)
        return [[key, [...(value as readonly unknown[]), fields[edit.field]]]]; // the rules checked that it is a list
      if (key !== edit.field) return [[key, value]];
      if (edit.kind === 'remove' || edit.kind === 'append') return [];
      return [[edit.to, edit.kind === 'wrap' ? [value] : (value as readonly unknown[])[0]]];
    }),
  );
}

/** Unlike assignment, `Object.fromEntries` keeps a key called `__proto__`. */
function fromEntries(entries: readonly (readonly [string, unknown])[]): FieldValues {
  return Object.fromEntries(entries);
}

/** Maps a list; returns the list itself if nothing changed. */
function mapKept<T>(list: readonly T[], map: (item: T, index: number) => T): readonly T[] {
  const mapped = list.map(map);
  return mapped.every((item, index) => item === list[index]) ? list : mapped;
}
