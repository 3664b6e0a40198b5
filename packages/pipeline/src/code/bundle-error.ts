import { existsSync } from 'node:fs';
import { basename, isAbsolute, join } from 'node:path';
import type { SourceLocation } from '@tiphys/signature/model';
import type { BuildFailure, Message } from 'esbuild';
import { PipelineError } from '../pipeline-error.ts';
import type { BundleEntry } from './task-modules.ts';

/** Converts an error of esbuild into one that names the user's file and line. */
export function toBundleError(
  error: unknown,
  root: string,
  entries: ReadonlyMap<string, BundleEntry>,
): unknown {
  const message = (error as Partial<BuildFailure>).errors?.[0];
  if (message === undefined) return error;
  const entry = entries.get(/^tiphys:entry\/(.*)/.exec(message.location?.file ?? '')?.[1] ?? '');
  if (entry !== undefined) return staleComponent(entry, error);
  const location = locationOf(message, root);
  const place = location ? `${message.location?.file}:${location.line}:${location.column}: ` : '';
  const line = message.location ? `\n  ${message.location.lineText.trim()}` : '';
  return new PipelineError(
    'PIPELINE_BUNDLE_FAILED',
    `${place}${message.text}.${line}${advice(message.text)}`,
    { location, cause: error },
  );
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
  const { file, line, column } = message.location;
  return { file: isAbsolute(file) ? file : join(root, file), line, column: column + 1 };
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
