import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { SourceLocation } from '@tiphys/signature/model';
import {
  createResolver,
  findDeepCode,
  findTsconfig,
  isStackOverflow,
  locate,
  locateOffset,
  readCompilerSettings,
} from '@tiphys/signature/program';
import type { TextEdit } from '@tiphys/yaml';
import { Project, type SourceFile, ts } from 'ts-morph';
import { applyEdits } from './apply-edits.ts';
import { editProperties, type PropertyEdit } from './edit-property.ts';
import { findTypedObjects } from './find-typed-objects.ts';
import { findUses } from './find-uses.ts';
import { createDefinitionFinder, type FindDefinitions } from './model-definitions.ts';
import type { EditedFile, EditOptions } from './typed-object.ts';

/**
 * Returns the texts of TypeScript files after editing the objects whose type comes from Argo's models. The
 * compiler decides which objects these are, so equal names of other types stay. Writes nothing and runs no code
 * of the files. Edits that the code does not allow are part of the result. Files with syntax errors stay
 * unchanged.
 */
export function editObjects(files: readonly string[], options: EditOptions): readonly EditedFile[] {
  const folder = resolve(options.directory ?? '.');
  const paths = files.map((file) => resolve(folder, file));
  const results = new Map<string, EditedFile>();
  for (const [tsconfig, group] of Map.groupBy(paths, findTsconfig)) {
    for (const result of editWithinStack(group, tsconfig, options)) results.set(result.file, result);
  }
  return paths.flatMap((path) => results.get(path) ?? []);
}

/** If the compiler runs out of stack on one of the files, only that file stays unchanged. */
function editWithinStack(
  paths: readonly string[],
  tsconfig: string | undefined,
  options: EditOptions,
): readonly EditedFile[] {
  try {
    return editGroup(paths, tsconfig, options);
  } catch (error) {
    if (!isStackOverflow(error)) throw error;
    const [path, ...others] = paths;
    if (path === undefined || others.length > 0)
      return paths.flatMap((one) => editWithinStack([one], tsconfig, options));
    const { importedBy } = createResolver(readCompilerSettings(tsconfig));
    return [
      { ...unchanged(path, readFileSync(path, 'utf8')), problems: [findDeepCode(path, importedBy(path))] },
    ];
  }
}

function editGroup(
  paths: readonly string[],
  tsconfig: string | undefined,
  options: EditOptions,
): readonly EditedFile[] {
  const settings = readCompilerSettings(tsconfig);
  const project = new Project({
    // Global type packages cannot be Argo's, and loading them takes most of the time.
    compilerOptions: { ...settings.options, types: [] },
    skipFileDependencyResolution: true,
    skipAddingFilesFromTsConfig: true,
  });
  const sources = paths.map((path) => project.addSourceFileAtPath(path));
  const find = createDefinitionFinder(project.getTypeChecker().compilerObject, options.definitions);
  return sources.map((source, index) => ({
    ...editFile(source, find, options),
    file: paths[index] ?? source.getFilePath(),
  }));
}

const SHARED: PropertyEdit = {
  refused:
    'It is in a constant that is exported or also used elsewhere. Annotate the constant with its type.',
};

function unchanged(file: string, text: string): Omit<EditedFile, 'problems'> {
  return {
    file,
    text,
    moved: (location: SourceLocation) => location,
    objects: [],
    uses: [],
    edits: [],
    refused: [],
    modules: [],
    notInstalled: [],
  };
}

function editFile(source: SourceFile, find: FindDefinitions, options: EditOptions): EditedFile {
  const same = unchanged(source.getFilePath(), source.getFullText());
  const problems = syntaxErrors(source);
  if (problems.length > 0) return { ...same, problems };
  const textEdits: TextEdit[] = [];
  const edits: EditedFile['edits'][number][] = [];
  const refused: EditedFile['refused'][number][] = [];
  const found = findTypedObjects(source, find);
  for (const { literal, object, isShared } of found) {
    const decided = options.decide(object);
    const made = isShared ? decided.map(() => SHARED) : editProperties(literal, decided);
    for (const [index, one] of made.entries()) {
      if (!('refused' in one)) textEdits.push(...one.edits);
      const edit = decided[index];
      if (edit === undefined) continue;
      const location = object.locations[edit.field] ?? object.location;
      if ('refused' in one) refused.push({ edit, location, message: one.refused });
      else edits.push({ edit, location });
    }
  }
  const modules = replaceModules(source, textEdits, options);
  const objects = found.map(({ object }) => object);
  const uses = options.usedFields ? findUses(source, options.usedFields, find) : [];
  return {
    ...same,
    ...applyEdits(source.compilerNode, textEdits),
    objects,
    uses,
    edits,
    refused,
    modules,
    notInstalled: findNotInstalled(source),
    problems,
  };
}

function replaceModules(
  source: SourceFile,
  textEdits: TextEdit[],
  { replaceModule }: EditOptions,
): EditedFile['modules'] {
  return source.getImportStringLiterals().flatMap((literal) => {
    const from = literal.getLiteralText();
    const to = replaceModule?.(from);
    if (to === undefined || to === from) return [];
    textEdits.push({ start: literal.getStart() + 1, end: literal.getEnd() - 1, text: to });
    return [{ from, to, location: locate(literal) }];
  });
}

function findNotInstalled(source: SourceFile): readonly string[] {
  const checker = source.getProject().getTypeChecker().compilerObject;
  const names = source
    .getImportStringLiterals()
    .filter((literal) => /^@tiphys\//.test(literal.getLiteralText()))
    .filter(({ compilerNode }) => checker.getSymbolAtLocation(compilerNode) === undefined)
    .map((literal) => literal.getLiteralText());
  return [...new Set(names)];
}

function syntaxErrors(source: SourceFile): EditedFile['problems'] {
  const program = source.getProject().getProgram().compilerObject;
  return program.getSyntacticDiagnostics(source.compilerNode).map((one) => ({
    code: 'SIGNATURE_SYNTAX',
    message: `The file is not valid TypeScript: ${ts.flattenDiagnosticMessageText(one.messageText, ' ')}`,
    location: locateOffset(source.compilerNode, one.start),
  }));
}
