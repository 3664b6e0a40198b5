import { dirname } from 'node:path';
import { Project, type ts } from 'ts-morph';
import { type CompilerSettings, withSmallLibraries } from './compiler-settings.ts';
import type { SignatureFile } from './function-signature.ts';
import type { SignatureProblemCode } from './problem.ts';
import { readSourceFile } from './read-source-file.ts';

/** A file to read: its path as given, and as the file system knows it. */
export interface RequestedFile {
  readonly given: string;
  readonly path: string;
}

/** What was read from files that share their compiler settings. */
export interface ProgramResult {
  readonly files: readonly SignatureFile[];
  /** Every file that the compiler looked at, but its own libraries. */
  readonly sources: readonly string[];
}

/** Returns what the files declare: first without the libraries that signatures hardly ever need, and with them where that is not enough. */
export function readProgram(files: readonly RequestedFile[], settings: CompilerSettings): ProgramResult {
  const quick = readWith(files, withSmallLibraries(settings));
  const complete = quick.needsLibraries ? readWith(files, settings) : quick;
  return { files: complete.files, sources: complete.sources };
}

function readWith(
  files: readonly RequestedFile[],
  settings: CompilerSettings,
): ProgramResult & { readonly needsLibraries: boolean } {
  const project = new Project({
    compilerOptions: settings.options,
    skipFileDependencyResolution: true,
    skipAddingFilesFromTsConfig: true,
  });
  project.addSourceFilesAtPaths([...settings.declarations]);
  const sources = files.map(({ path }) => project.addSourceFileAtPath(path));
  const program = project.getProgram().compilerObject;
  const compiler = { program, checker: project.getTypeChecker().compilerObject };
  const results = sources.map((source, index) => {
    return { file: files[index]?.given ?? source.getFilePath(), ...readSourceFile(source, compiler) };
  });
  const all = program.getSourceFiles().filter((file) => !program.isSourceFileDefaultLibrary(file));
  return {
    files: results,
    sources: all.map((file) => file.fileName),
    needsLibraries: results.some(lacksType) || lacksName(program, files),
  };
}

const codesOfMissingTypes: ReadonlySet<string> = new Set<SignatureProblemCode>([
  'SIGNATURE_ANY_TYPE',
  'SIGNATURE_UNRESOLVED_TYPE',
  'SIGNATURE_UNRESOLVED_IMPORT',
]);

function lacksType(file: SignatureFile): boolean {
  return file.problems.some((problem) => codesOfMissingTypes.has(problem.code));
}

// "Cannot find name", "... module", "... namespace", and their variants that name a library.
const missingName: ReadonlySet<number> = new Set([
  2304, 2307, 2318, 2503, 2552, 2580, 2581, 2582, 2583, 2584, 2591, 2592, 2593, 2792, 2867, 2868,
]);

/** Whether code beside the files uses a name that only the libraries declare: the compiler may then have inferred another return type. */
function lacksName(program: ts.Program, files: readonly RequestedFile[]): boolean {
  const folders = files.map((file) => `${dirname(file.path)}/`);
  const own = program
    .getSourceFiles()
    .filter((file) => !file.isDeclarationFile && folders.some((folder) => file.fileName.startsWith(folder)));
  return own.some((file) => program.getSemanticDiagnostics(file).some((one) => missingName.has(one.code)));
}
