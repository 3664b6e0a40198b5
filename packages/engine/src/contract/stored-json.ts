import { EngineError } from './engine-error.ts';
import { describeError, errorCode } from './error-text.ts';
import type { FileSystem } from './file-system.ts';

/** Options of {@link readStoredJson}. */
export interface StoredJsonOptions<T> {
  /** Tells whether a value has the form that is expected. It need not look at everything. */
  readonly is: (value: unknown) => value is T;
  /** What to do about a damaged file, as a sentence. */
  readonly advice: string;
}

/**
 * Returns the content of a JSON file that Tiphys wrote, all at once. Undefined if there is no such file.
 *
 * @throws EngineError `ENGINE_FILE_DAMAGED` if it is not JSON or has another form, after a power failure or an edit
 */
export function readStoredJson<T>(
  files: Pick<FileSystem, 'readFileSync'>,
  file: string,
  { is, advice }: StoredJsonOptions<T>,
): T | undefined {
  let text: string;
  try {
    text = files.readFileSync(file, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
  return parseStoredJson(text, { is, advice, file });
}

/**
 * Returns the value of a text of JSON that Tiphys wrote.
 *
 * @throws EngineError `ENGINE_FILE_DAMAGED` if it is not JSON or has another form
 */
export function parseStoredJson<T>(
  text: string,
  { is, advice, file }: StoredJsonOptions<T> & { readonly file: string },
): T {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw damaged(file, `it is not JSON (${describeError(cause)})`, { advice, cause });
  }
  if (!is(value)) throw damaged(file, 'it does not have the expected fields', { advice });
  return value;
}

function damaged(
  path: string,
  reason: string,
  { advice, cause }: { readonly advice: string; readonly cause?: unknown },
): EngineError {
  return new EngineError('ENGINE_FILE_DAMAGED', `${path} is damaged: ${reason}. ${advice}`, { path, cause });
}

/** Tells whether a value is an object with fields. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
