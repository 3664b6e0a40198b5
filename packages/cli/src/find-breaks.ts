import path from 'node:path';
import type { FieldType, SchemaDefinitions } from '@tiphys/schema';
import type { JsonPath } from '@tiphys/workflow';
import { type CheckedObject, checkFields } from './check-fields.ts';
import type { SourceFile } from './find-sources.ts';

/** A place that one version of Argo takes and another does not. */
export interface Break {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** The field, such as `spec.schedule`. */
  readonly path: string;
  readonly message: string;
  readonly replacement?: string;
}

/** Two versions of the schema, and what replaces a field (`CronWorkflowSpec.schedule`). */
export interface VersionPair {
  readonly from: SchemaDefinitions;
  readonly to: SchemaDefinitions;
  readonly replacements: ReadonlyMap<string, string>;
}

/** Returns the places in the user's files that break on the way from one version to the other. */
export async function findBreaks(
  sources: readonly SourceFile[],
  versions: VersionPair,
): Promise<readonly Break[]> {
  const scripts = sources.filter(({ kind }) => kind === 'typescript').map(({ file }) => file);
  const found = [
    ...(await Promise.all(
      sources.filter(({ kind }) => kind === 'yaml').map((source) => breaksOfYaml(source, versions)),
    )),
    scripts.length === 0 ? [] : await breaksOfScripts(scripts, versions),
  ].flat();
  return found.toSorted((a, b) => a.file.localeCompare(b.file) || a.line - b.line || a.column - b.column);
}

async function breaksOfYaml(source: SourceFile, versions: VersionPair): Promise<readonly Break[]> {
  const { formatPath, readYaml } = await import('@tiphys/workflow');
  const { documents, problems } = readYaml(source.text);
  const breaks = documents.flatMap((document) =>
    breaksInValue(document.value, versions).map((found): Break => {
      const place = document.locate(found.path, 'key') ?? { line: 1, column: 1 };
      return { file: source.file, ...place, ...found, path: formatPath(found.path) };
    }),
  );
  const unread = problems.map(({ line, column, message }) => ({
    file: source.file,
    line,
    column,
    path: '',
    message: `cannot be read: ${message}`,
  }));
  return [...breaks, ...unread];
}

type Found = { readonly path: JsonPath; readonly message: string; readonly replacement?: string };

function breaksInValue(value: unknown, versions: VersionPair): readonly Found[] {
  if (typeof value !== 'object' || value === null) return [];
  const { kind, items } = value as { readonly kind?: unknown; readonly items?: unknown };
  if (kind === 'List' && Array.isArray(items)) {
    return items.flatMap((item, index) =>
      breaksInValue(item, versions).map((found) => ({ ...found, path: ['items', index, ...found.path] })),
    );
  }
  const { from, to } = versions;
  if (typeof kind !== 'string' || !Object.hasOwn(from.kinds, kind)) return [];
  if (!Object.hasOwn(to.kinds, kind))
    return [{ path: ['kind'], message: `Argo ${to.version} has no such kind` }];
  return walk(value, { kind: 'reference', to: from.kinds[kind] ?? kind }, [], versions);
}

function walk(value: unknown, type: FieldType, at: JsonPath, versions: VersionPair): readonly Found[] {
  if (typeof value !== 'object' || value === null) return [];
  if (type.kind === 'list') {
    if (!Array.isArray(value)) return [];
    return value.flatMap((item, index) => walk(item, type.element, [...at, index], versions));
  }
  if (Array.isArray(value)) return [];
  if (type.kind === 'map')
    return Object.entries(value).flatMap(([key, one]) => walk(one, type.value, [...at, key], versions));
  if (type.kind !== 'reference') return [];
  const fields = value as CheckedObject['fields'];
  const own = breaksInObject(type.to, { fields, complete: true }, versions).map(({ field, ...found }) => ({
    ...found,
    path: field === undefined ? at : [...at, field],
  }));
  const known = versions.from.definitions[type.to];
  const inner = Object.entries(value).flatMap(([key, one]) => {
    const field =
      known?.kind === 'object' && Object.hasOwn(known.fields, key) ? known.fields[key] : undefined;
    return field === undefined ? [] : walk(one, field.type, [...at, key], versions);
  });
  return [...own, ...inner];
}

type LocalBreak = { readonly field?: string; readonly message: string; readonly replacement?: string };

/** What the newer version says of an object and the older does not. */
function breaksInObject(
  name: string,
  object: CheckedObject,
  { from, to, replacements }: VersionPair,
): readonly LocalBreak[] {
  const [older, newer] = [from.definitions[name], to.definitions[name]];
  // Where a definition is gone, the field that led to it is gone or has another type, which is said there.
  if (older?.kind !== 'object' || newer?.kind !== 'object') return [];
  const before = new Set(checkFields(name, older, object).map(({ field, message }) => `${field} ${message}`));
  const faults = checkFields(name, newer, object).filter(
    ({ field, message }) => !before.has(`${field} ${message}`),
  );
  const replaced = faults.filter(({ field }) => field !== undefined && !(field in newer.fields));
  const implied = replaced.flatMap(({ field }) => replacements.get(`${name}.${field}`) ?? []);
  const shown = faults.flatMap((fault): readonly LocalBreak[] => {
    // `schedules` is missing only because `schedule` still stands there.
    const [, needed] = /needs `(\w+)`$/.exec(fault.message) ?? [];
    if (needed !== undefined && implied.some((text) => text.includes(`\`${needed}\``))) return [];
    const advice = fault.field === undefined ? undefined : replacements.get(`${name}.${fault.field}`);
    const message = fault.message.replace('has no such field', `of Argo ${to.version} has no such field`);
    return [{ ...fault, message, ...(advice !== undefined && { replacement: advice }) }];
  });
  return [...shown, ...retypedFields(name, object, { from, to, replacements })];
}

/** Fields whose type is another definition now: what the new one does not know stands one level deeper. */
function retypedFields(
  name: string,
  { fields }: CheckedObject,
  { from, to, replacements }: VersionPair,
): readonly LocalBreak[] {
  const [older, newer] = [from.definitions[name], to.definitions[name]];
  if (older?.kind !== 'object' || newer?.kind !== 'object') return [];
  return Object.entries(fields).flatMap(([field, value]): readonly LocalBreak[] => {
    const [was, is] = [older.fields[field]?.type, newer.fields[field]?.type];
    if (was?.kind !== 'reference' || is?.kind !== 'reference' || was.to === is.to) return [];
    const [old, now] = [from.definitions[was.to], to.definitions[is.to]];
    if (old?.kind !== 'object' || now?.kind !== 'object' || typeof value !== 'object' || value === null)
      return [];
    const object = { fields: value as CheckedObject['fields'], complete: true };
    const before = new Set(
      checkFields('', old, object).map(({ field: one, message }) => `${one} ${message}`),
    );
    const advice = replacements.get(`${name}.${field}`);
    return checkFields('', now, object)
      .filter(({ field: one, message }) => !before.has(`${one} ${message}`))
      .map(({ field: one }) => ({
        field,
        message: one === undefined ? `is ${is.to} now` : `is ${is.to} now, which has no \`${one}\``,
        ...(advice !== undefined && { replacement: advice }),
      }));
  });
}

async function breaksOfScripts(files: readonly string[], versions: VersionPair): Promise<readonly Break[]> {
  const { editObjects } = await import('@tiphys/signature');
  const definitions = new Set(Object.keys(versions.from.definitions));
  return editObjects(files, { definitions, decide: () => [] }).flatMap((one) => [
    ...one.problems.map(({ location, message }) => ({
      file: path.normalize(one.file),
      line: location.line,
      column: location.column,
      path: '',
      message,
    })),
    ...one.objects.flatMap((object) =>
      object.definitions.flatMap((name) =>
        breaksInObject(name, object, versions).map(({ field, message, replacement }): Break => {
          const { line, column } =
            (field === undefined ? undefined : object.locations[field]) ?? object.location;
          return {
            file: path.normalize(one.file),
            line,
            column,
            path: field === undefined ? name : `${name}.${field}`,
            message,
            ...(replacement !== undefined && { replacement }),
          };
        }),
      ),
    ),
  ]);
}
