import { maximumParameterBytes, taskEnvironment } from '../ir/wire/task-protocol.ts';
import type { Environment } from './arguments/read-arguments.ts';
import { copyFile } from './copy-file.ts';
import { encodeItems } from './encode-items.ts';
import { encodeValue } from './encode-value.ts';
import { kept } from './kept-modules.ts';
import { TaskError } from './task-error.ts';

/** An output of a task: its route, and whether there may be no file. A field has a name. */
export interface TaskOutput {
  readonly name?: string;
  readonly route: string;
  readonly optional?: boolean;
}

/** Where outputs are written. */
export interface OutputTarget {
  readonly env: Environment;
  /** Writes a text to a file. Tests keep it in memory. @default to the file */
  readonly write?: (path: string, content: string) => void;
}

/**
 * Writes the result of a function, or one of its fields, to the files that the environment names.
 *
 * @throws TaskError `PIPELINE_OUTPUT_NOT_JSON`, `PIPELINE_OUTPUT_TOO_LARGE` or `PIPELINE_OUTPUT_FILE_MISSING`.
 */
export function writeOutput(
  task: string,
  { name, route, optional }: TaskOutput,
  value: unknown,
  { env, write = writeFile }: OutputTarget,
  suffix = '',
): void {
  const place = name === undefined ? `What ${task} returned` : `"${name}" of what ${task} returned`;
  const output = env[taskEnvironment.output + suffix];
  const items = env[taskEnvironment.outputItems + suffix];
  const file = env[taskEnvironment.outputFile + suffix];
  if (route === 'file' && optional && value == null) return;
  if (route === 'none') {
    if (output) write(output, 'null');
  } else if (route === 'file') {
    if (file) {
      makeFolder(file);
      copyFile(place, value, file);
    }
  } else if (file) {
    write(file, encodeValue(value, place));
  } else if (output) {
    write(output, assertSize(task, encodeValue(value, place)));
  }
  if (items) write(items, assertSize(task, encodeItems(place, value)));
}

function writeFile(path: string, content: string): void {
  makeFolder(path);
  kept.writeFileSync(path, content);
}

/** Creates the folder of a file. Tasks run on Linux, and output paths are absolute. */
function makeFolder(path: string): void {
  kept.mkdirSync(path.replace(/\/[^/]*$/, ''), { recursive: true });
}

function assertSize(task: string, text: string): string {
  if (text.length > maximumParameterBytes) {
    throw new TaskError(
      'PIPELINE_OUTPUT_TOO_LARGE',
      `The output of ${task} is ${text.length} bytes of JSON, but a parameter can have ${maximumParameterBytes}. Declare its type as Large<...> to pass it as an artifact.`,
    );
  }
  return text;
}
