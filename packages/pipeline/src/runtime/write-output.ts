import type { ValueRoute } from '../ir/component/component-descriptor.ts';
import {
  FILE_VARIABLE,
  ITEMS_VARIABLE,
  maximumParameterBytes,
  OUTPUT_VARIABLE,
} from '../ir/wire/task-protocol.ts';
import type { Environment } from './arguments/read-arguments.ts';
import { copyFile } from './copy-file.ts';
import { encodeItems } from './encode-items.ts';
import { encodeScalar } from './encode-scalar.ts';
import { encodeValue } from './encode-value.ts';
import {
  WRITES_FIELDS,
  WRITES_FILES,
  WRITES_ITEMS,
  WRITES_LARGE_VALUES,
  WRITES_SCALARS,
  WRITES_TEXTS,
  WRITES_VALUES,
} from './features.ts';
import { TaskError } from './task-error.ts';

/** A type of values that {@link encodeScalar} encodes. */
export type ScalarType = 'number' | 'string' | 'boolean';

/** An output of a task, and whether there may be no file. A field has a name. */
export interface TaskOutput {
  readonly name?: string;
  /** Its route, or its type if it is passed as a value and has one of these types. */
  readonly route: ValueRoute | ScalarType;
  readonly optional?: boolean;
}

/** Where outputs are written. */
export interface OutputTarget {
  readonly env: Environment;
  /** Writes a text to a file. */
  readonly write: (path: string, content: string) => void;
  /** The end of the names of variables: `_1` for the second field of a result. @default '' */
  readonly suffix?: string;
}

/**
 * Writes the result of a function, or one of its fields, to the files that the environment names.
 *
 * @throws TaskError `PIPELINE_OUTPUT_NOT_JSON`, `PIPELINE_OUTPUT_TOO_LARGE` or `PIPELINE_OUTPUT_FILE_MISSING`.
 */
export function writeOutput(task: string, output: TaskOutput, value: unknown, target: OutputTarget): void {
  const { route } = output;
  const { env, write } = target;
  const suffix = (WRITES_FIELDS && target.suffix) || '';
  const place =
    WRITES_FIELDS && output.name !== undefined
      ? `"${output.name}" of what ${task} returned`
      : `What ${task} returned`;
  if (WRITES_FILES || WRITES_LARGE_VALUES) {
    const file = env[FILE_VARIABLE + suffix];
    if (file) {
      if (!WRITES_LARGE_VALUES || route === 'file') {
        if (!output.optional || value != null) copyFile(place, value, file);
      } else write(file, encodeValue(value, place));
    }
  }
  const writeParameter = (variable: string, encode: () => string): void => {
    const path = env[WRITES_FIELDS ? variable + suffix : variable];
    if (!path) return;
    const text = encode();
    if (WRITES_TEXTS && text.length > maximumParameterBytes)
      throw new TaskError(
        `PIPELINE_OUTPUT_TOO_LARGE: The output of ${task} is ${text.length} bytes of JSON, but a parameter can have ${maximumParameterBytes}. Declare its type as Large<...> to pass it as an artifact.`,
      );
    write(path, text);
  };
  if (WRITES_SCALARS || WRITES_VALUES)
    writeParameter(OUTPUT_VARIABLE, () =>
      WRITES_VALUES && (!WRITES_SCALARS || route === 'value')
        ? encodeValue(value, place)
        : encodeScalar(value, route, place),
    );
  if (WRITES_ITEMS) writeParameter(ITEMS_VARIABLE, () => encodeItems(place, value));
}
