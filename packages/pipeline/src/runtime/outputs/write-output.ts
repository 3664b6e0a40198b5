import type { ValueRoute } from '../../ir/component/component-descriptor.ts';
import {
  FILE_VARIABLE,
  ITEMS_VARIABLE,
  maximumParameterBytes,
  OUTPUT_VARIABLE,
} from '../../ir/wire/task-protocol.ts';
import type { Environment } from '../arguments/read-arguments.ts';
import {
  WRITES_FIELDS,
  WRITES_FILES,
  WRITES_ITEMS,
  WRITES_LARGE_VALUES,
  WRITES_PLAIN,
  WRITES_TEXTS,
  WRITES_VALUES,
} from '../features.ts';
import { TaskError } from '../task-error.ts';
import { copyFile } from './copy-file.ts';
import { encodeItems } from './encode-items.ts';
import { encodeOutput } from './encode-output.ts';
import type { PlainType } from './encode-plain.ts';

/** An output of a task, and whether there may be no file. A field has a name. */
export interface TaskOutput {
  readonly name?: string;
  /** Its route, or its type if it is passed as a value and has a plain type. */
  readonly route: ValueRoute | PlainType;
  readonly optional?: boolean;
}

/** Writes a text to a file. */
export type WriteText = (path: string, content: string) => void;

/**
 * Writes the result of a function, or one of its fields, to the files that the environment names.
 *
 * @throws TaskError `PIPELINE_OUTPUT_NOT_JSON`, `PIPELINE_OUTPUT_TOO_LARGE` or `PIPELINE_OUTPUT_FILE_MISSING`.
 */
export function writeOutput(
  task: string,
  output: TaskOutput,
  value: unknown,
  env: Environment,
  write: WriteText,
): void {
  const { route } = output;
  const place =
    WRITES_FIELDS && output.name !== undefined
      ? `"${output.name}" of what ${task} returned`
      : `What ${task} returned`;
  if (WRITES_FILES || WRITES_LARGE_VALUES) {
    const file = env[FILE_VARIABLE];
    if (file && (!WRITES_FILES || route !== 'file')) write(file, encodeOutput(value, route, place));
    else if (WRITES_FILES && file && !(output.optional && value == null)) copyFile(value, place, file);
  }
  if (WRITES_PLAIN || WRITES_VALUES) {
    const path = env[OUTPUT_VARIABLE];
    if (path)
      write(
        path,
        WRITES_TEXTS
          ? assertFits(encodeOutput(value, route, place), place)
          : encodeOutput(value, route, place),
      );
  }
  if (WRITES_ITEMS) {
    const items = env[ITEMS_VARIABLE];
    const encode = (one: unknown, at: string): string => encodeOutput(one, route.replace(/\[]$/, ''), at);
    if (items) write(items, assertFits(encodeItems(value, place, encode), place));
  }
}

/** Returns a text that a parameter can hold. */
function assertFits(text: string, place: string): string {
  if (text.length <= maximumParameterBytes) return text;
  throw new TaskError(
    `PIPELINE_OUTPUT_TOO_LARGE: ${place} is ${text.length} bytes of JSON, but a parameter can have ${maximumParameterBytes}. Declare its type as Large<...>.`,
  );
}
