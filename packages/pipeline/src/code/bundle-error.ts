import { existsSync, readFileSync } from 'node:fs';
import { basename, isAbsolute, join } from 'node:path';
import type { SourceLocation } from '@tiphys/signature/model';
import type { BuildFailure, Message } from 'esbuild';
import { PipelineError } from '../pipeline-error.ts';
import { type BundleEntry, TASK_NAMESPACE } from './task-modules.ts';

/** Converts an error of esbuild into one that names the user's file and line. */
export function toBundleError(
  error: unknown,
  root: string,
  entries: ReadonlyMap<string, BundleEntry>,
): unknown {
  const { errors = [] } = error as Partial<BuildFailure>;
  for (const { location } of errors) {
    const [, key = ''] = location?.file.split(`${TASK_NAMESPACE}:`) ?? [];
    const entry = entries.get(key);
    if (entry !== undefined) return staleComponent(entry, error);
  }
  const [message] = errors;
  if (message === undefined) return error;
  const file = message.location?.file ?? '';
  const location = sourceLocation(message, root);
  const place = location ? `${file.replace(/\?.*/, '')}:${location.line}:${location.column}: ` : '';
  const line = message.location ? `\n  ${message.location.lineText.trim()}` : '';
  const text = message.text.replace(
    /^Top-level await is not available.*/,
    'Top-level await is not supported in components',
  );
  return new PipelineError('PIPELINE_BUNDLE_FAILED', `${place}${text}.${line}${advice(text)}`, {
    location,
    cause: error,
  });
}

/** The entry only imports the user's function, so an error in it means that the function has been moved or removed. */
function staleComponent({ component, file }: BundleEntry, cause: unknown): PipelineError {
  const { export: name, line } = component.source;
  const problem = existsSync(file) ? `does not export ${name}` : 'does not exist';
  return new PipelineError(
    'PIPELINE_BUNDLE_FAILED',
    `${file} ${problem}, but the component ${component.name} was generated from it. Run \`tiphys generate ${basename(file)}\`.`,
    { location: { file, line, column: 1 }, cause },
  );
}

/** Returns the location of a message of esbuild, with an absolute path. */
export function locationOf(message: Message, root: string): SourceLocation | undefined {
  if (message.location === null) return undefined;
  const { line, column, file } = message.location;
  return { file: isAbsolute(file) ? file : join(root, file), line, column: column + 1 };
}

/** Returns the location in the user's source. For an import, esbuild gives the line in the compiled module. */
function sourceLocation(message: Message, root: string): SourceLocation | undefined {
  const compiled = locationOf(message, root);
  if (compiled === undefined || message.location === null) return undefined;
  const { lineText, column: start, length } = message.location;
  const file = compiled.file.replace(/\?.*/, '');
  const text = lineText.slice(start + 1, start + length - 1);
  if (text === '' || !existsSync(file)) return { ...compiled, file };
  for (const [index, line] of readFileSync(file, 'utf8').split('\n').entries())
    for (const quote of ['"', "'"]) {
      const column = line.indexOf(quote + text + quote);
      if (column >= 0) return { file, line: index + 1, column: column + 1 };
    }
  return { ...compiled, file };
}

function advice(text: string): string {
  if (text.startsWith('Top-level await'))
    return '\nMove it into the function, or into a function that it calls.';
  if (text.startsWith('Could not resolve'))
    return '\nInstall the package, or fix the path: everything that a component imports is bundled with it.';
  if (text.includes('".node" files'))
    return '\nNative addons cannot be bundled: use a package without them, or an image that contains the program.';
  return '';
}
