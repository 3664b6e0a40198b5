import { accessSync, constants, statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { SignatureFile } from '../model/function-signature.ts';
import type { SignatureOptions } from '../model/signature-options.ts';
import { readCompilerSettings } from '../program/compiler-settings.ts';
import { findTsconfig } from '../program/find-tsconfig.ts';
import { type RequestedFile, readProgram } from './read-program.ts';
import { withCache } from './signature-cache.ts';

/**
 * Reads the exports of TypeScript files: functions with JSON Schemas of their inputs and outputs, the required inputs of pipelines,
 * and the reasons why a function cannot become a component.
 *
 * The code never runs. Problems are part of the result; none is thrown.
 *
 * @see https://json-schema.org/draft/2020-12/schema
 */
export function readSignatures(
  files: readonly string[],
  options: SignatureOptions = {},
): readonly SignatureFile[] {
  const folder = resolve(options.directory ?? '.');
  const requested = files.map((given) => ({ given, path: resolve(folder, given) }));
  const tsconfig = options.tsconfig === undefined ? undefined : resolve(folder, options.tsconfig);
  const results = new Map<string, SignatureFile>();
  for (const [config, group] of groupByTsconfig(requested, tsconfig)) {
    for (const result of readGroup(group, config, options)) {
      results.set(result.file, result);
    }
  }
  return requested.map((file) => results.get(file.given) ?? missingFile(file));
}

function groupByTsconfig(
  files: readonly RequestedFile[],
  tsconfig: string | undefined,
): ReadonlyMap<string | undefined, readonly RequestedFile[]> {
  const present = files.filter((file) => isReadable(file.path));
  return Map.groupBy(present, (file) => tsconfig ?? findTsconfig(file.path));
}

function readGroup(
  files: readonly RequestedFile[],
  tsconfig: string | undefined,
  options: SignatureOptions,
): readonly SignatureFile[] {
  const settings = readCompilerSettings(tsconfig);
  if (settings.problems.length > 0) {
    return files.map(({ given }) => ({
      file: given,
      functions: [],
      pipelines: [],
      problems: settings.problems,
    }));
  }
  const key = { files, options: settings.options };
  return withCache(options.cacheDirectory, key, () => readProgram(files, settings));
}

function isReadable(path: string): boolean {
  try {
    accessSync(path, constants.R_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

function missingFile({ given, path }: RequestedFile): SignatureFile {
  const message = `The file ${given} does not exist or cannot be read; check the path.`;
  const problem = { code: 'SIGNATURE_FILE_MISSING', message, location: { file: path, line: 1, column: 1 } };
  return { file: given, functions: [], pipelines: [], problems: [problem] };
}
