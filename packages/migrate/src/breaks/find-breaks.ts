import path from 'node:path';
import type { JsonPath } from '@tiphys/models/facts';
import type { FieldType } from '@tiphys/schema';
import type { SourceFile } from '../source/source-file.ts';
import type { FieldUse, TypedObject } from '../typescript/typed-object.ts';
import {
  breaksInObject,
  breaksInPlace,
  goneFields,
  type ObjectBreak,
  type VersionPair,
} from './breaks-in-object.ts';
import type { CheckedObject } from './check-fields.ts';

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

/** The places that break, and the files that could not be checked. */
export interface FoundBreaks {
  readonly breaks: readonly Break[];
  /** TypeScript files with the modules of Tiphys that they import and that are not installed. */
  readonly unchecked: readonly { readonly file: string; readonly notInstalled: readonly string[] }[];
}

/** Returns the places in the user's files that break on the way from one version to the other. */
export async function findBreaks(
  sources: readonly SourceFile[],
  versions: VersionPair,
): Promise<FoundBreaks> {
  const scripts = sources.filter(({ kind }) => kind === 'typescript').map(({ file }) => file);
  const { breaks = [], unchecked = [] } =
    scripts.length === 0 ? {} : await breaksOfScripts(scripts, versions);
  const found = [
    ...(await Promise.all(
      sources.filter(({ kind }) => kind === 'yaml').map((source) => breaksOfYaml(source, versions)),
    )),
    breaks,
  ].flat();
  return {
    breaks: found.toSorted((a, b) => a.file.localeCompare(b.file) || a.line - b.line || a.column - b.column),
    unchecked,
  };
}

async function breaksOfYaml(source: SourceFile, versions: VersionPair): Promise<readonly Break[]> {
  const { formatPath } = await import('@tiphys/models/facts');
  const { readYaml } = await import('@tiphys/yaml');
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
  const { apiVersion, kind, items } = value as Readonly<Record<string, unknown>>;
  if (kind === 'List' && Array.isArray(items)) {
    return items.flatMap((item, index) =>
      breaksInValue(item, versions).map((found) => ({ ...found, path: ['items', index, ...found.path] })),
    );
  }
  const { from, to } = versions;
  const isArgo = typeof apiVersion === 'string' && apiVersion.startsWith('argoproj.io/');
  if (!isArgo || typeof kind !== 'string' || !Object.hasOwn(from.kinds, kind)) return [];
  if (!Object.hasOwn(to.kinds, kind))
    return [{ path: ['kind'], message: `Argo ${to.version} has no such kind` }];
  return walk(value, { type: { kind: 'reference', to: from.kinds[kind] ?? kind }, at: [] }, versions);
}

interface Site {
  readonly type: FieldType;
  readonly at: JsonPath;
  /** The field that holds the value, with the definition of its object: `Cache.configMap`. */
  readonly place?: string;
}

function walk(value: unknown, { type, at, place }: Site, versions: VersionPair): readonly Found[] {
  if (typeof value !== 'object' || value === null) return [];
  if (type.kind === 'list') {
    if (!Array.isArray(value)) return [];
    return value.flatMap((item, index) => walk(item, { type: type.element, at: [...at, index] }, versions));
  }
  if (Array.isArray(value)) return [];
  if (type.kind === 'map')
    return Object.entries(value).flatMap(([key, one]) =>
      walk(one, { type: type.value, at: [...at, key] }, versions),
    );
  if (type.kind !== 'reference') return [];
  const object: CheckedObject = { fields: value as CheckedObject['fields'], complete: true };
  const own = [
    ...breaksInObject(type.to, object, versions),
    ...(place === undefined ? [] : breaksInPlace(place, object, versions)),
  ].map(({ field, ...found }) => ({ ...found, path: field === undefined ? at : [...at, field] }));
  const known = versions.from.definitions[type.to];
  const inner = Object.entries(value).flatMap(([key, one]) => {
    const field =
      known?.kind === 'object' && Object.hasOwn(known.fields, key) ? known.fields[key] : undefined;
    if (field === undefined) return [];
    return walk(one, { type: field.type, at: [...at, key], place: `${type.to}.${key}` }, versions);
  });
  return [...own, ...inner];
}

async function breaksOfScripts(files: readonly string[], versions: VersionPair): Promise<FoundBreaks> {
  const { editObjects } = await import('../typescript/edit-objects.ts');
  const definitions = new Set(Object.keys(versions.from.definitions));
  const edited = editObjects(files, { definitions, decide: () => [], usedFields: goneFields(versions) });
  const breaks = edited.flatMap((one) => {
    const placed = [
      ...one.problems.map(({ location, message }) => ({ location, path: '', message })),
      ...one.objects.flatMap((object) => breaksOfLiteral(object, versions)),
      ...one.uses.flatMap((use) => breaksOfUse(use, versions)),
    ];
    return placed.map(({ location: { line, column }, ...found }): Break => {
      return { file: path.normalize(one.file), line, column, ...found };
    });
  });
  return { breaks, unchecked: edited.filter(({ notInstalled }) => notInstalled.length > 0) };
}

type PlacedBreak = Omit<ObjectBreak, 'field'> & {
  readonly path: string;
  readonly location: TypedObject['location'];
};

function breaksOfLiteral(object: TypedObject, versions: VersionPair): readonly PlacedBreak[] {
  const named = (name: string, found: readonly ObjectBreak[]): readonly PlacedBreak[] =>
    found.map(({ field, ...one }) => ({
      ...one,
      path: field === undefined ? name : `${name}.${field}`,
      location: (field === undefined ? undefined : object.locations[field]) ?? object.location,
    }));
  return [
    ...object.definitions.flatMap((name) => named(name, breaksInObject(name, object, versions))),
    ...object.places.flatMap((place) => named(place, breaksInPlace(place, object, versions))),
  ];
}

function breaksOfUse(
  { definitions, field, location }: FieldUse,
  versions: VersionPair,
): readonly PlacedBreak[] {
  const object: CheckedObject = { fields: { [field]: undefined }, complete: false };
  return definitions.flatMap((name) =>
    breaksInObject(name, object, versions).map(({ field: _, ...found }) => {
      return { ...found, path: `${name}.${field}`, location };
    }),
  );
}
