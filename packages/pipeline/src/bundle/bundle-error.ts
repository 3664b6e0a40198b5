import { isAbsolute, join } from 'node:path';
import type { BuildFailure, Message } from 'esbuild';
import { PipelineError, type SourceLocation } from '../pipeline-error.ts';

/** Returns what esbuild refused as an error that names the user's file and line. */
export function toBundleError(error: unknown, root: string): unknown {
  const message = (error as Partial<BuildFailure>).errors?.[0];
  if (message === undefined) return error;
  const location = locationOf(message, root);
  const place = location ? `${message.location?.file}:${location.line}:${location.column}: ` : '';
  const line = message.location ? `\n  ${message.location.lineText.trim()}` : '';
  return new PipelineError('PIPELINE_BUNDLE_FAILED', {
    message: `${place}${message.text}.${line}${advice(message.text)}`,
    location,
    cause: error,
  });
}

/** Returns where a message of esbuild points to, with an absolute path. */
export function locationOf(message: Message, root: string): SourceLocation | undefined {
  if (message.location === null) return undefined;
  const { file, line, column } = message.location;
  return { file: isAbsolute(file) ? file : join(root, file), line, column: column + 1 };
}

function advice(text: string): string {
  if (text.startsWith('Top-level await')) return '\nMove it into the function, or into one that it calls.';
  if (text.startsWith('Could not resolve'))
    return '\nInstall the package, or correct the path: the code of a component carries everything it imports.';
  if (text.includes('".node" files'))
    return '\nNative addons cannot travel with the code of a component: use a package without them, or an image that holds the program.';
  return '';
}
