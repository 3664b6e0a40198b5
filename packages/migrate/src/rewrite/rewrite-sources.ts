import path from 'node:path';
import type {
  ConversionNote,
  ConversionOptions,
  describeEdit,
  FieldsDecision,
  FieldValues,
} from '@tiphys/convert';
import type { SourceLocation } from '@tiphys/signature/model';
import type { ProjectFile } from '../source/project-file.ts';
import type { EditedFile, FieldUse } from '../typescript/typed-object.ts';

/** A file rewritten for another version of Argo. */
export interface RewrittenSource extends ProjectFile {
  readonly converted: string;
  readonly changes: readonly ConversionNote[];
  /** What needs manual work, with its position in the original text. */
  readonly problems: readonly ConversionNote[];
  /** What needs manual work, with its position in the converted text. */
  readonly remaining: readonly ConversionNote[];
  /** Modules of Tiphys that it imports and that are not installed, so nothing in it was converted. */
  readonly notInstalled?: readonly string[];
}

/** Returns the files rewritten for the target version; writes nothing. */
export async function rewriteSources(
  sources: readonly ProjectFile[],
  options: ConversionOptions,
): Promise<readonly RewrittenSource[]> {
  const { convertYaml } = await import('@tiphys/convert');
  const scripts = await rewriteScripts(
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

type Converted = Omit<RewrittenSource, keyof ProjectFile>;

function unchanged(text: string): Converted {
  return { converted: text, changes: [], problems: [], remaining: [] };
}

async function rewriteScripts(
  files: readonly string[],
  options: ConversionOptions,
): Promise<ReadonlyMap<string, Converted>> {
  if (files.length === 0) return new Map();
  const [{ editObjects }, { changedFields, decideFields, describeEdit: describe }, { definitions }] =
    await Promise.all([
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
  const rules: Rules = { decide: (names, fields) => decideFields(names, fields, options), describe };
  return new Map(edited.map((one) => [path.normalize(one.file), resultOf(one, rules)]));
}

/** The rules of `@tiphys/convert`, which is only loaded if there is a script to rewrite. */
interface Rules {
  readonly decide: (names: readonly string[], fields: FieldValues) => FieldsDecision;
  readonly describe: typeof describeEdit;
}

function resultOf(one: EditedFile, rules: Rules): Converted {
  const { decide, describe } = rules;
  const problems = [
    ...one.problems.map(({ location, message }) => noteAt(location, '', message)),
    ...one.objects.flatMap(({ definitions, places, fields, locations, location }) =>
      decide([...definitions, ...places], fields).problems.map(({ field, message }) =>
        noteAt(locations[field] ?? location, field, message),
      ),
    ),
    ...one.uses.flatMap((use) => notesOfUse(use, rules)),
    ...one.refused.map(({ edit, location, message }) =>
      noteAt(location, edit.field, `${describe(edit)}. Change it manually: ${message}`),
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

function notesOfUse(
  { definitions, field, location }: FieldUse,
  { decide, describe }: Rules,
): readonly ConversionNote[] {
  const { edits, problems } = decide(definitions, { [field]: undefined });
  const messages = [
    ...edits.map((edit) => `The code uses this field, but ${describe(edit)}. Change it manually.`),
    ...problems.map(({ message }) => `The code uses this field. ${message}`),
  ];
  return messages.map((message) => noteAt(location, field, message));
}

function placeOf({ line, column }: SourceLocation): Pick<ConversionNote, 'line' | 'column'> {
  return { line, column };
}

function byPlace(a: ConversionNote, b: ConversionNote): number {
  return a.line - b.line || a.column - b.column;
}

/** Replaces the models of a named version; plain `@tiphys/models` always is the newest version. */
function replaceModule(name: string, { from, to }: ConversionOptions): string | undefined {
  const [, version, rest = ''] = /^@tiphys\/models\/(v\d+\.\d+)(\/reply)?$/.exec(name) ?? [];
  if (version === undefined || (from !== undefined && version !== from)) return undefined;
  return `@tiphys/models/${to}${rest}`;
}

function noteAt(
  location: { readonly line: number; readonly column: number },
  field: string,
  message: string,
): ConversionNote {
  return { line: location.line, column: location.column, path: field, message };
}
