import path from 'node:path';
import type { Colours } from './terminal.ts';

/** A mistake of the user, as commands print it. */
export interface KnownError {
  readonly code: string;
  readonly message: string;
  readonly location?:
    | { readonly file?: string | undefined; readonly line: number; readonly column: number }
    | undefined;
}

const prefixes = [
  'SCHEMA',
  'CODEGEN',
  'EXPRESSION',
  'WORKFLOW',
  'SIGNATURE',
  'PIPELINE',
  'LINT',
  'ENGINE',
  'VIEW',
  'CLI',
];
const knownCode = new RegExp(`^(?:${prefixes.join('|')})_[A-Z0-9_]+$`);

/** Tells a mistake of the user, which has one of the project's codes, from a defect. */
export function isKnownError(error: unknown): error is Error & KnownError {
  return (
    error instanceof Error && 'code' in error && typeof error.code === 'string' && knownCode.test(error.code)
  );
}

/** Returns a mistake as text: code, place, what is wrong and what to do. */
export function renderKnownError(
  error: KnownError,
  options: { readonly cwd: string; readonly colours: Colours },
): string {
  const { colours } = options;
  const place = placeOf(error, options.cwd);
  // Some messages already name their place, which is then not said twice.
  const named = place === '' || error.message.includes(place) ? '' : ` ${place}`;
  return `${colours.red(colours.bold('error'))} ${colours.dim(error.code)}${named === '' ? '' : colours.cyan(named)}\n  ${error.message.split('\n').join('\n  ')}\n`;
}

/** Returns a mistake as plain data for `--json`. */
export function knownErrorToJson(error: KnownError, cwd: string): string {
  const { code, message } = error;
  const place =
    error.location === undefined
      ? {}
      : { location: { ...error.location, file: relativeFile(error.location.file, cwd) } };
  return `${JSON.stringify({ error: { code, message, ...place } }, undefined, 2)}\n`;
}

/** Returns what to print when Tiphys itself failed. */
export function renderCrash(error: unknown, withStack: boolean): string {
  const text = error instanceof Error ? error.message : String(error);
  const stack = withStack && error instanceof Error ? `${error.stack ?? ''}\n` : '';
  const advice = withStack
    ? ''
    : '  Set TIPHYS_DEBUG=1 to see where, and report it with the command that led to it.\n';
  return `Tiphys failed, and not because of what you gave it: ${text}\n${advice}${stack}`;
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
