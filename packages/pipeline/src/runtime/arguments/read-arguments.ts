import type { ValueRoute } from '../../ir/component/component-descriptor.ts';
import {
  type ArgumentForm,
  FORMS_VARIABLE,
  INPUT_FILE_VARIABLE,
  INPUT_VARIABLE,
} from '../../ir/wire/task-protocol.ts';
import { OMITS_INPUTS, PASSES_FILE_LISTS, PASSES_FILES, READS_VALUE_FILES } from '../features.ts';
import { filePath } from '../file-path.ts';
import { exists, readFile } from '../kept-modules.ts';
import { listFiles } from '../list-files.ts';
import { shortText } from '../short-text.ts';
import { TaskError } from '../task-error.ts';
import { decodeArgument } from './decode-argument.ts';

/** An input of a task. */
export interface TaskInput {
  readonly name: string;
  readonly optional?: boolean;
  readonly route?: ValueRoute | 'secret';
  /** Whether it is a list of files. */
  readonly list?: boolean;
}

/** The environment of a process. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads and decodes the value of an input; `undefined` if it was omitted.
 *
 * @param index its position among the inputs
 * @throws TaskError `PIPELINE_INPUT_MISSING` or `PIPELINE_INPUT_NOT_JSON`.
 */
export function readArgument(task: string, input: TaskInput, index: number, env: Environment): unknown {
  const forms: Readonly<Record<string, ArgumentForm>> = JSON.parse(env[FORMS_VARIABLE] || '{}');
  const form = forms[input.name] ?? { kind: 'value' };
  const file =
    PASSES_FILES || PASSES_FILE_LISTS || READS_VALUE_FILES
      ? existing(env[INPUT_FILE_VARIABLE + index])
      : undefined;
  if (PASSES_FILE_LISTS && input.list && form.kind !== 'absent')
    return listFiles(input.name, env[INPUT_FILE_VARIABLE + index]);
  let value: unknown;
  if (PASSES_FILES && input.route === 'file') value = file && filePath(file);
  else {
    const text = READS_VALUE_FILES && file ? readFile(file, 'utf8') : env[INPUT_VARIABLE + index];
    try {
      value = decodeArgument(text, form);
    } catch {
      throw new TaskError(
        `PIPELINE_INPUT_NOT_JSON: Input "${input.name}" of ${task} is not the JSON of a ${form.kind}: ${shortText(text)}.`,
      );
    }
  }
  if (value === undefined && !(OMITS_INPUTS && input.optional))
    throw new TaskError(
      `PIPELINE_INPUT_MISSING: Input "${input.name}" of ${task} is missing and has no default.`,
    );
  return value;
}

function existing(file: string | undefined): string | undefined {
  return file && exists(file) ? file : undefined;
}
