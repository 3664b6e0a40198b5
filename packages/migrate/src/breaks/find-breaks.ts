import path from 'node:path';
import { type Definitions, type JsonPath, walkObject } from '@tiphys/models/facts';
import type { SchemaDefinitions } from '@tiphys/schema';
import type { SchemaDifference } from '../compare/schema-difference.ts';
import type { ProjectFile } from '../source/project-file.ts';
import type { FieldUse, TypedObject } from '../typescript/typed-object.ts';
import {
  breaksInObject,
  breaksInPlace,
  goneFields,
  type ObjectBreak,
  type VersionPair,
} from './breaks-in-object.ts';
import type { CheckedObject } from './check-fields.ts';

/** A place that one version of Argo accepts and another does not. */
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

/** The versions to compare, and how they differ. */
export interface BreakOptions {
  readonly from: SchemaDefinitions;
  readonly to: SchemaDefinitions;
  /** The result of comparing them; its replacements become advice on the breaks. */
  readonly difference: SchemaDifference;
}

/** Two versions, and the older one's definitions in the form that objects are walked along. */
interface Comparison extends VersionPair {
  readonly objects: Definitions;
}

/** Returns the places in the user's files that one version accepts and the other does not. */
export async function findBreaks(
  sources: readonly ProjectFile[],
  { from, to, difference }: BreakOptions,
): Promise<FoundBreaks> {
  const versions: Comparison = {
    from,
    to,
    replacements: replacementsOf(difference),
    objects: objectDefinitions(from.definitions),
  };
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

function replacementsOf({ changes }: SchemaDifference): VersionPair['replacements'] {
  return new Map(
    changes.flatMap(({ definition, field, replacement }) =>
      field === undefined || replacement === undefined
        ? []
        : [[`${definition}.${field}`, replacement] as const],
    ),
  );
}

async function breaksOfYaml(source: ProjectFile, versions: Comparison): Promise<readonly Break[]> {
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
    message: `cannot read this document: ${message}`,
  }));
  return [...breaks, ...unread];
}

type Found = { readonly path: JsonPath; readonly message: string; readonly replacement?: string };

function breaksInValue(value: unknown, versions: Comparison): readonly Found[] {
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
  return walk(value, from.kinds[kind] ?? kind, versions);
}

function walk(value: unknown, definition: string, versions: Comparison): readonly Found[] {
  const found: Found[] = [];
  for (const inner of walkObject(value, { kind: 'reference', to: definition }, versions.objects)) {
    const { type, path: at, field: holder } = inner;
    if (type.kind !== 'reference' || !isMapping(inner.value)) continue;
    const object: CheckedObject = { fields: inner.value, complete: true };
    const own = [
      ...breaksInObject(type.to, object, versions),
      ...(holder ? breaksInPlace(`${holder.definition}.${holder.name}`, object, versions) : []),
    ];
    found.push(
      ...own.map(({ field, ...rest }) => ({ ...rest, path: field === undefined ? at : [...at, field] })),
    );
  }
  return found;
}

/** Returns the definitions of objects; aliases were resolved when the versions were read. */
function objectDefinitions(definitions: SchemaDefinitions['definitions']): Definitions {
  const objects = Object.entries(definitions).filter(([, { kind }]) => kind === 'object');
  // The types of fields have the same form in the stored schema and in the tables of the models.
  return Object.fromEntries(objects) as Definitions;
}

function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
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
