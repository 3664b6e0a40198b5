import { dirname } from 'node:path';
import { ts } from 'ts-morph';
import type { SignatureProblem } from '../model/function-signature.ts';
import { locateOffset } from '../model/problem.ts';
import { findMarkersModule, PIPELINE_PACKAGE } from './pipeline-package.ts';

/** Compiler settings of the files that share one tsconfig.json. */
export interface CompilerSettings {
  readonly options: ts.CompilerOptions;
  /** Declaration files that the tsconfig.json includes, because they may declare global types. */
  readonly declarations: readonly string[];
  readonly problems: readonly SignatureProblem[];
}

const withoutTsconfig: ts.CompilerOptions = {
  strict: true,
  target: ts.ScriptTarget.ESNext,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
};

/** Reads the user's compiler options, and turns on what is needed to tell optional from nullable types. */
export function readCompilerSettings(tsconfig: string | undefined): CompilerSettings {
  if (tsconfig === undefined) {
    return { options: { ...withoutTsconfig, ...FORCED }, declarations: [], problems: [] };
  }
  const text = ts.sys.readFile(tsconfig);
  if (text === undefined) {
    const message = `Invalid tsconfig.json: ${tsconfig} does not exist or cannot be read.`;
    const problem = { code: 'SIGNATURE_CONFIG', message, location: { file: tsconfig, line: 1, column: 1 } };
    return { options: FORCED, declarations: [], problems: [problem] };
  }
  const file = ts.readJsonConfigFile(tsconfig, () => text);
  // Missing from the public types of TypeScript.
  const { parseDiagnostics } = file as unknown as { readonly parseDiagnostics: readonly ts.Diagnostic[] };
  if (parseDiagnostics.length > 0) {
    return {
      options: FORCED,
      declarations: [],
      problems: parseDiagnostics.map((one) => toProblem(one, file)),
    };
  }
  const parsed = ts.parseJsonSourceFileConfigFileContent(
    file,
    ts.sys,
    dirname(tsconfig),
    undefined,
    tsconfig,
  );
  const errors = parsed.errors.filter((one) => !HARMLESS.has(one.code));
  return {
    options: { ...parsed.options, ...FORCED },
    declarations: parsed.fileNames.filter((name) => /\.d\.[cm]?ts$/.test(name)),
    problems: errors.map((one) => toProblem(one, file)),
  };
}

const FORCED: ts.CompilerOptions = {
  strictNullChecks: true,
  allowImportingTsExtensions: true,
  noEmit: true,
  skipLibCheck: true,
  composite: false,
  incremental: false,
  declaration: false,
};

// Unknown compiler options (newer compilers have more of them), and no input files (the caller names the files).
const HARMLESS: ReadonlySet<number> = new Set([5023, 6046, 18002, 18003]);

function toProblem(diagnostic: ts.Diagnostic, file: ts.JsonSourceFile): SignatureProblem {
  const text = ts.flattenDiagnosticMessageText(diagnostic.messageText, ' ');
  const location = locateOffset(diagnostic.file ?? file, diagnostic.start ?? 0);
  return { code: 'SIGNATURE_CONFIG', message: `Invalid tsconfig.json: ${text}`, location };
}

/**
 * Returns the settings with only the libraries that most signatures need: no DOM, no ambient packages, and only the marker types
 * of '@tiphys/pipeline'.
 *
 * Reading the libraries takes most of the time, and a type that needs them is reported as missing, so the caller can try again.
 */
export function withSmallLibraries(settings: CompilerSettings, containingFile: string): CompilerSettings {
  const { lib, target, paths } = settings.options;
  const kept = lib?.filter((name) => !/^lib\.(dom|webworker|scripthost)/.test(name));
  const markers = findMarkersModule(containingFile, settings.options);
  return {
    ...settings,
    declarations: [],
    options: {
      ...settings.options,
      types: [],
      lib: kept?.length ? kept : [languageLibrary(target)],
      ...(markers === undefined ? {} : { paths: { ...paths, [PIPELINE_PACKAGE]: [markers] } }),
    },
  };
}

function languageLibrary(target: ts.ScriptTarget | undefined): string {
  const name = target === undefined ? 'ESNext' : ts.ScriptTarget[target];
  return /^ES20\d\d$/.test(name) ? `lib.${name.toLowerCase()}.d.ts` : 'lib.esnext.d.ts';
}
