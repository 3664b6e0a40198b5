import { existsSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { Project, type SourceFile } from 'ts-morph';
import {
  type CompilerSettings,
  findTsconfig,
  readCompilerSettings,
  withSmallLibraries,
} from './compiler-settings.ts';
import type { SignatureFile } from './function-signature.ts';
import { readSourceFile } from './read-source-file.ts';
import type { SignatureOptions } from './signature-options.ts';

/** A file to read: its path as given, and as the compiler calls it. */
interface RequestedFile {
  readonly given: string;
  readonly path: string;
}

/**
 * Returns what the given TypeScript files export: functions with JSON Schemas of their inputs and outputs, the required inputs of pipelines,
 * and what keeps a function from becoming a component.
 *
 * Code of the files never runs, and nothing is thrown for what stands in them: problems are part of the result.
 *
 * @see https://json-schema.org/draft/2020-12/schema
 */
export function readSignatures(
  files: readonly string[],
  options: SignatureOptions = {},
): readonly SignatureFile[] {
  const requested = files.map((given) => ({ given, path: resolve(options.directory ?? '.', given) }));
  const results = new Map<string, SignatureFile>();
  for (const [tsconfig, group] of groupByTsconfig(requested, options)) {
    for (const result of readGroup(group, readCompilerSettings(tsconfig))) {
      results.set(result.file, result);
    }
  }
  return files.map((file) => results.get(file) ?? missingFile(file, options));
}

function groupByTsconfig(
  files: readonly RequestedFile[],
  options: SignatureOptions,
): ReadonlyMap<string | undefined, readonly RequestedFile[]> {
  const groups = new Map<string | undefined, RequestedFile[]>();
  for (const file of files.filter((one) => isFile(one.path))) {
    const tsconfig = options.tsconfig
      ? resolve(options.directory ?? '.', options.tsconfig)
      : findTsconfig(dirname(file.path));
    groups.set(tsconfig, [...(groups.get(tsconfig) ?? []), file]);
  }
  return groups;
}

function readGroup(files: readonly RequestedFile[], settings: CompilerSettings): readonly SignatureFile[] {
  if (settings.problems.length > 0) {
    return files.map(({ given }) => ({
      file: given,
      functions: [],
      pipelines: [],
      problems: settings.problems,
    }));
  }
  const quick = readWith(files, withSmallLibraries(settings));
  return quick.some((file) => file.problems.length > 0) ? readWith(files, settings) : quick;
}

function readWith(files: readonly RequestedFile[], settings: CompilerSettings): readonly SignatureFile[] {
  const project = new Project({
    compilerOptions: settings.options,
    skipFileDependencyResolution: true,
    skipAddingFilesFromTsConfig: true,
  });
  project.addSourceFilesAtPaths([...settings.declarations]);
  const sources = files.map(({ given, path }): readonly [string, SourceFile] => [
    given,
    project.addSourceFileAtPath(path),
  ]);
  const compiler = {
    program: project.getProgram().compilerObject,
    checker: project.getTypeChecker().compilerObject,
  };
  return sources.map(([given, source]) => ({ file: given, ...readSourceFile(source, compiler) }));
}

function isFile(path: string): boolean {
  return existsSync(path) && statSync(path).isFile();
}

function missingFile(file: string, options: SignatureOptions): SignatureFile {
  const path = resolve(options.directory ?? '.', file);
  const message = `The file ${file} does not exist; check its path.`;
  const problem = { code: 'SIGNATURE_FILE_NOT_FOUND', message, location: { file: path, line: 1, column: 1 } };
  return { file, functions: [], pipelines: [], problems: [problem] };
}
