import path from 'node:path';
import type { Colours } from '../world/terminal.ts';
import { withRelativePaths } from './relative-paths.ts';

/** An error with one of the codes of Tiphys, which means that the input is invalid. */
export interface KnownError {
  readonly code: string;
  readonly message: string;
  readonly location?:
    | { readonly file?: string | undefined; readonly line: number; readonly column: number }
    | undefined;
}

const PREFIXES = [
  'SCHEMA',
  'CODEGEN',
  'EXPRESSION',
  'YAML',
  'CONVERT',
  'WORKFLOW',
  'IMPORT',
  'MIGRATE',
  'SIGNATURE',
  'PIPELINE',
  'LINT',
  'ENGINE',
  'VIEW',
  'RUNS',
  'OPERATIONS',
  'CLIENT',
  'CLI',
];
const knownCode = new RegExp(`^(?:${PREFIXES.join('|')})_[A-Z0-9_]+$`);

/** Tells whether an error has one of the codes of Tiphys. Any other error is a bug in Tiphys. */
export function isKnownError(error: unknown): error is Error & KnownError {
  return (
    error instanceof Error && 'code' in error && typeof error.code === 'string' && knownCode.test(error.code)
  );
}

/** Returns an error as text: code, location and message. */
export function renderKnownError(
  error: KnownError,
  options: { readonly cwd: string; readonly colours: Colours },
): string {
  const { colours } = options;
  const place = placeOf(error, options.cwd);
  const message = withOptionNames(error.code, withRelativePaths(withoutPlace(error), options.cwd));
  // Some messages contain their location, which is then not printed twice.
  const named = place === '' || message.includes(place) ? '' : ` ${place}`;
  return `${colours.red(colours.bold('error'))} ${colours.dim(error.code)}${named === '' ? '' : colours.cyan(named)}\n  ${message.split('\n').join('\n  ')}\n`;
}

/** Options of this command line, by the names that the APIs of Argo have for them. */
const OPTION_NAMES: Readonly<Record<string, string>> = {
  restartSuccessful: '--restart-successful',
  nodeFieldSelector: '--node-field-selector',
};

/** Returns a message of an API with the options as they are written here. */
function withOptionNames(code: string, message: string): string {
  if (!/^(?:CLIENT|OPERATIONS)_/.test(code)) return message;
  return Object.entries(OPTION_NAMES).reduce(
    (text, [name, option]) => text.replaceAll(name, option),
    message,
  );
}

/** Returns an error as JSON, for `--json`. */
export function knownErrorToJson(error: KnownError, cwd: string): string {
  const { code, message } = error;
  const place =
    error.location === undefined
      ? {}
      : { location: { ...error.location, file: relativeFile(error.location.file, cwd) } };
  return `${JSON.stringify({ error: { code, message, ...place } }, undefined, 2)}\n`;
}

/** Returns what to print when Tiphys crashes. */
export function renderCrash(error: unknown, withStack: boolean): string {
  const stack = withStack && error instanceof Error ? `${error.stack ?? ''}\n` : '';
  const advice = withStack
    ? ''
    : '  Set TIPHYS_DEBUG=1 to see the stack trace, and report it together with the command that you ran.\n';
  return `Tiphys crashed. This is a bug in Tiphys, not in your input: ${textOf(error)}\n${advice}${stack}`;
}

/** Converting a thrown value to a string may throw, too. */
function textOf(error: unknown): string {
  try {
    return error instanceof Error ? error.message : String(error);
  } catch {
    return 'an unknown value was thrown';
  }
}

/** Removes the absolute location from the start of a message. It is printed before it, relative to the working directory. */
function withoutPlace({ location, message }: KnownError): string {
  if (location?.file === undefined) return message;
  const place = `${location.file}:${location.line}:${location.column}: `;
  return message.startsWith(place) ? message.slice(place.length) : message;
}

function placeOf(error: KnownError, cwd: string): string {
  const { location } = error;
  if (location?.file === undefined) return '';
  return `${relativeFile(location.file, cwd)}:${location.line}:${location.column}`;
}

function relativeFile(file: string | undefined, cwd: string): string | undefined {
  if (file === undefined || !path.isAbsolute(file)) return file;
  const relative = path.relative(cwd, file);
  return relative.startsWith(`..${path.sep}..`) ? file : relative;
}
