import { existsSync, readFileSync } from 'node:fs';
import type { ValueRoute } from '../../ir/component/component-descriptor.ts';
import { type ArgumentForm, taskEnvironment } from '../../ir/wire/task-protocol.ts';
import { filePath } from '../file-path.ts';
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
 * Reads and decodes the values of the inputs; `undefined` for omitted ones.
 *
 * @throws TaskError `PIPELINE_INPUT_MISSING` or `PIPELINE_INPUT_NOT_JSON`.
 */
export function readArguments(
  task: string,
  inputs: readonly TaskInput[],
  env: Environment,
): readonly unknown[] {
  const forms: Readonly<Record<string, ArgumentForm>> = JSON.parse(env[taskEnvironment.forms] || '{}');
  return inputs.map((input, index) => {
    const value = readArgument(task, input, forms[input.name] ?? { kind: 'value' }, index, env);
    if (value === undefined && !input.optional) {
      throw new TaskError(
        'PIPELINE_INPUT_MISSING',
        `Input "${input.name}" of ${task} is missing, and it has no default.`,
      );
    }
    return value;
  });
}

function readArgument(
  task: string,
  input: TaskInput,
  form: ArgumentForm,
  index: number,
  env: Environment,
): unknown {
  if (form.kind === 'absent') return undefined;
  const file = env[taskEnvironment.inputFile + index];
  const inFile = file !== undefined && existsSync(file);
  if (input.list) return listFiles(input.name, file);
  if (input.route === 'file') return inFile ? filePath(file) : undefined;
  const text = inFile ? readFileSync(file, 'utf8') : (env[taskEnvironment.input + index] ?? '');
  try {
    return decodeArgument(text, form);
  } catch {
    throw new TaskError(
      'PIPELINE_INPUT_NOT_JSON',
      `Input "${input.name}" of ${task} must be ${form.kind === 'value' ? 'JSON' : `the result of a loop (${form.kind})`}, not ${shortText(text)}.`,
    );
  }
}
