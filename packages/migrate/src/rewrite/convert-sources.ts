import path from 'node:path';
import type { ConversionNote, FieldEdit, FieldsDecision, ObjectFields } from '@tiphys/convert';
import type { ArgoVersion } from '@tiphys/models/tables';
import type { SourceLocation } from '@tiphys/signature/model';
import type { SourceFile } from '../source/source-file.ts';
import type { EditedFile, FieldUse } from '../typescript/typed-object.ts';

/** A file as another version of Argo takes it. */
export interface ConvertedSource extends SourceFile {
  readonly converted: string;
  readonly changes: readonly ConversionNote[];
  /** What is by hand, with its place in the text as it was. */
  readonly problems: readonly ConversionNote[];
  /** The same, with its place in the converted text. */
  readonly remaining: readonly ConversionNote[];
  /** Modules of Tiphys that it imports and that are not installed, so that nothing in it was converted. */
  readonly notInstalled?: readonly string[];
}

/** Between which versions of Argo. */
export interface ConvertOptions {
  readonly from?: ArgoVersion | undefined;
  readonly to: ArgoVersion;
}

/** Returns the files as the target version takes them; nothing is written. */
export async function convertSources(
  sources: readonly SourceFile[],
  options: ConvertOptions,
): Promise<readonly ConvertedSource[]> {
  const { convertYaml } = await import('@tiphys/convert');
  const scripts = await convertScripts(
    sources.filter(({ kind }) => kind === 'typescript').map(({ file }) => file),
    options,
  );
  return sources.map((source) => {
    if (source.kind === 'typescript')
      return { ...source, ...(scripts.get(source.file) ?? unchanged(source.text)) };
    const { text, changes, problems } = convertYaml(source.text, options);
    const remaining = problems.length === 0 ? [] : convertYaml(text, options).problems;
    return { ...source, converted: text, changes, problems, remaining };
  });
}

type Converted = Omit<ConvertedSource, keyof SourceFile>;

function unchanged(text: string): Converted {
  return { converted: text, changes: [], problems: [], remaining: [] };
}

async function convertScripts(
  files: readonly string[],
  options: ConvertOptions,
): Promise<ReadonlyMap<string, Converted>> {
  if (files.length === 0) return new Map();
  const [{ editObjects }, { changedFields, decideFields }, { definitions }] = await Promise.all([
    import('../typescript/edit-objects.ts'),
    import('@tiphys/convert'),
    import('@tiphys/models/tables'),
  ]);
  const edited = editObjects(files, {
    definitions: new Set(Object.keys(definitions)),
    decide: ({ definitions: names, places, fields }) =>
      decideFields([...names, ...places], fields, options).edits.map(({ reason: _, ...edit }) => edit),
    usedFields: changedFields(),
    replaceModule: (name) => replaceModule(name, options),
  });
  const decide = (names: readonly string[], fields: ObjectFields): FieldsDecision =>
    decideFields(names, fields, options);
  return new Map(edited.map((one) => [path.normalize(one.file), convertedOf(one, decide)]));
}

type Decide = (names: readonly string[], fields: ObjectFields) => FieldsDecision;

function convertedOf(one: EditedFile, decide: Decide): Converted {
  const problems = [
    ...one.problems.map(({ location, message }) => noteAt(location, '', message)),
    ...one.objects.flatMap(({ definitions, places, fields, locations, location }) =>
      decide([...definitions, ...places], fields).problems.map(({ field, message }) =>
        noteAt(locations[field] ?? location, field, message),
      ),
    ),
    ...one.uses.flatMap((use) => notesOfUse(use, decide)),
    ...one.refused.map(({ edit, location, message }) =>
      noteAt(location, edit.field, `${describe(edit)} by hand: ${message}`),
    ),
  ];
  const changes = [
    ...one.edits.map(({ edit, location }) => noteAt(location, edit.field, describe(edit))),
    ...one.modules.map(({ from, to, location }) => noteAt(location, '', `'${from}' becomes '${to}'`)),
  ];
  const remaining = problems.map((note) => ({ ...note, ...placeOf(one.moved({ file: one.file, ...note })) }));
  return {
    converted: one.text,
    changes: changes.toSorted(byPlace),
    problems: problems.toSorted(byPlace),
    remaining: remaining.toSorted(byPlace),
    notInstalled: one.notInstalled,
  };
}

function notesOfUse({ definitions, field, location }: FieldUse, decide: Decide): readonly ConversionNote[] {
  const { edits, problems } = decide(definitions, { [field]: undefined });
  const messages = [
    ...edits.map((edit) => `The code uses it, and ${describe(edit)}. Change it by hand.`),
    ...problems.map(({ message }) => `The code uses it. ${message}`),
  ];
  return messages.map((message) => noteAt(location, field, message));
}

function placeOf({ line, column }: SourceLocation): Pick<ConversionNote, 'line' | 'column'> {
  return { line, column };
}

function byPlace(a: ConversionNote, b: ConversionNote): number {
  return a.line - b.line || a.column - b.column;
}

/** Models of a version by name become those of the target; plain `@tiphys/models` goes with the package. */
function replaceModule(name: string, { from, to }: ConvertOptions): string | undefined {
  const [, version, rest = ''] = /^@tiphys\/models\/(v\d+\.\d+)(\/reply)?$/.exec(name) ?? [];
  if (version === undefined || (from !== undefined && version !== from)) return undefined;
  return `@tiphys/models/${to}${rest}`;
}

function describe(edit: FieldEdit): string {
  if (edit.kind === 'remove') return `\`${edit.field}\` goes`;
  return `\`${edit.field}\` ${edit.kind === 'append' ? 'goes into' : 'becomes'} \`${edit.to}\``;
}

function noteAt(
  location: { readonly line: number; readonly column: number },
  field: string,
  message: string,
): ConversionNote {
  return { line: location.line, column: location.column, path: field, message };
}
