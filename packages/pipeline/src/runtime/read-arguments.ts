import { existsSync, readdirSync, readFileSync } from 'node:fs';
import type { ValueRoute } from '../ir/component/component-descriptor.ts';
import { type ArgumentForm, taskEnvironment } from '../ir/wire/task-protocol.ts';
import { decodeArgument } from './decode-argument.ts';
import { shortText } from './short-text.ts';
import { TaskError } from './task-error.ts';
import { user } from './user-realm.ts';
import { withSeveral } from './with-several.ts';

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
  if (withSeveral && input.list) return listFiles(input.name, file);
  if (input.route === 'file') return inFile ? file : undefined;
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

/** Returns the paths of a list of files: lines of paths, or a folder with a file for each index. The folder of an empty list does not exist. */
function listFiles(input: string, given = ''): readonly string[] {
  if (given.includes('\n')) return user.Array.from(given.split('\n').filter(Boolean));
  const names = existsSync(given) ? readdirSync(given) : [];
  const paths = names.map((_, index) => `${given}/${index}`);
  const lost = paths.find((path) => !existsSync(path));
  if (lost === undefined) return user.Array.from(paths);
  throw new TaskError(
    'PIPELINE_INPUT_MISSING',
    `The list of files "${input}" has ${names.length} files, but ${lost} is not among them.`,
  );
}
