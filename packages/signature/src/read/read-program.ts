import { Project, type SourceFile, type ts } from 'ts-morph';
import type { SignatureFile } from '../model/function-signature.ts';
import { type CompilerSettings, withSmallLibraries } from '../program/compiler-settings.ts';
import { DeepCodeError, findDeepCode, isStackOverflow } from '../program/deep-code.ts';
import { createResolver } from '../program/find-signature-inputs.ts';
import { lacksName, lacksType } from '../program/missing-libraries.ts';
import { readSourceFile } from './read-source-file.ts';

/** A file to read: its path as given, and its absolute path. */
export interface RequestedFile {
  readonly given: string;
  readonly path: string;
}

/** What was read from files that share their compiler settings. */
export interface ProgramResult {
  readonly files: readonly SignatureFile[];
  /** Every file that the compiler read, except its own libraries. */
  readonly sources: readonly string[];
}

/** Reads the files. If the compiler runs out of stack over one of them, only that one is refused. */
export function readProgram(files: readonly RequestedFile[], settings: CompilerSettings): ProgramResult {
  try {
    return readTogether(files, settings);
  } catch (error) {
    if (!isStackOverflow(error) && !(error instanceof DeepCodeError)) throw error;
    const [file, ...others] = files;
    if (file === undefined || others.length > 0) {
      const results = files.map((one) => readProgram([one], settings));
      return {
        files: results.flatMap((one) => one.files),
        sources: [...new Set(results.flatMap((one) => one.sources))],
      };
    }
    const problem =
      error instanceof DeepCodeError
        ? error.problem
        : findDeepCode(file.path, createResolver(settings).importedBy(file.path));
    return { files: [{ file: file.given, functions: [], pipelines: [], problems: [problem] }], sources: [] };
  }
}

/** Reads without the libraries that few signatures need, and again with them if that is not enough. */
function readTogether(files: readonly RequestedFile[], settings: CompilerSettings): ProgramResult {
  const [first] = files;
  const quick = readWith(files, first === undefined ? settings : withSmallLibraries(settings, first.path));
  return quick.needsLibraries() ? readWith(files, settings) : quick;
}

interface Attempt extends ProgramResult {
  readonly needsLibraries: () => boolean;
}

function readWith(files: readonly RequestedFile[], settings: CompilerSettings): Attempt {
  const project = new Project({
    compilerOptions: settings.options,
    skipFileDependencyResolution: true,
    skipAddingFilesFromTsConfig: true,
  });
  project.addSourceFilesAtPaths([...settings.declarations]);
  const sources = files.map(({ given, path }) => ({ given, source: project.addSourceFileAtPath(path) }));
  const program = project.getProgram().compilerObject;
  const checker = project.getTypeChecker().compilerObject;
  const compiler = { program, checker, complete: new Set<ts.Node>() };
  const inferredFrom: SourceFile[] = [];
  const results = sources.map(({ given, source }): SignatureFile => {
    const reading = readSourceFile(source, compiler);
    inferredFrom.push(...reading.inferredFrom);
    return { file: given, ...reading.declared };
  });
  const all = program.getSourceFiles().filter((file) => !program.isSourceFileDefaultLibrary(file));
  return {
    files: results,
    sources: all.map((file) => file.fileName),
    needsLibraries: () =>
      results.some((file) => file.problems.some(lacksType)) || lacksName(inferredFrom, program),
  };
}
