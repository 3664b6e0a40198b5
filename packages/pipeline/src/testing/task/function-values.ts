import { existsSync } from 'node:fs';
import type { InProcessPod } from '@tiphys/engine';
import { toArgumentSchema } from '../../code/argument-schema.ts';
import { outputRoute } from '../../code/output-route.ts';
import type { CalledComponent } from '../../compile/compile-pipeline.ts';
import type { ComponentInput } from '../../ir/component/component-descriptor.ts';
import { FILE_VARIABLE, OUTPUT_VARIABLE } from '../../ir/wire/task-protocol.ts';
import { type CheckedInput, checkArgument } from '../../runtime/arguments/check-argument.ts';
import { readArgument } from '../../runtime/arguments/read-arguments.ts';
import { writeFields } from '../../runtime/outputs/write-fields.ts';
import { type TaskOutput, writeOutput } from '../../runtime/outputs/write-output.ts';
import type { FileContent } from '../mocks/tested-types.ts';
import type { TaskInputs, TaskValues } from './task-values.ts';

/** Returns the values of a task of a function, which are read and written as the code in a task does. */
export function functionValues({ descriptor }: CalledComponent, pod: InProcessPod): TaskValues {
  const { name, inputs, output } = descriptor;
  const { environment: env } = pod;
  return {
    read(): TaskInputs {
      const values = inputs.map(
        (input, index) =>
          [
            input.name,
            checkArgument(name, checkedInput(input), readArgument(name, input, index, env)),
          ] as const,
      );
      return Object.fromEntries(values.filter(([, value]) => value !== undefined));
    },
    write(value) {
      const texts = new Map<string, string>();
      const write = (path: string, content: string): void => void texts.set(path, content);
      const result = output.fields === undefined ? writeOne(value) : writeAll(value, output.fields);
      for (const [path, content] of texts) pod.write(path, content);
      return { result };

      function writeOne(given: unknown): unknown {
        const route = outputRoute(output) as TaskOutput['route']; // as it has no fields
        const result = withPath(route, given, pod, '');
        writeOutput(name, { route, optional: output.optional === true }, result, env, write);
        return readBack(output.route, env, texts, '');
      }

      function writeAll(given: unknown, declared: NonNullable<typeof output.fields>): unknown {
        const fields = Object.entries(declared).map(([field, one]) => ({ name: field, ...one }));
        writeFields(
          name,
          fields.map((field) => ({ ...field, route: outputRoute(field) })),
          withPaths(fields, given, pod),
          env,
          write,
        );
        const results = fields.map(
          (one, index) => [one.name, readBack(one.route, env, texts, `_${index}`)] as const,
        );
        return Object.fromEntries(results.filter(([, one]) => one !== undefined));
      }
    },
  };
}

const checkedInputs = new WeakMap<ComponentInput, CheckedInput>();

/** Returns an input with the schema that a task checks its value against. */
function checkedInput(input: ComponentInput): CheckedInput {
  const known = checkedInputs.get(input);
  if (known !== undefined) return known;
  const { name, optional, route } = input;
  const schema = route === 'file' ? undefined : toArgumentSchema(input.schema);
  const checked = { name, optional, ...(schema === undefined ? {} : { schema }) };
  checkedInputs.set(input, checked);
  return checked;
}

/** Returns a result with paths in place of the contents of files. */
function withPaths(
  fields: readonly (TaskOutput & { readonly name: string })[],
  value: unknown,
  pod: InProcessPod,
): unknown {
  // writeFields refuses anything but an object.
  if (typeof value !== 'object' || value === null) return value;
  const given = value as Readonly<Record<string, unknown>>;
  const files = fields.flatMap((field, index) => {
    const path = withPath(field.route, given[field.name], pod, `_${index}`);
    return path === given[field.name] ? [] : [[field.name, path] as const];
  });
  return files.length === 0 ? value : { ...value, ...Object.fromEntries(files) };
}

function withPath(route: string, value: unknown, pod: InProcessPod, suffix: string): unknown {
  const file = pod.environment[FILE_VARIABLE + suffix];
  if (route !== 'file' || file === undefined || !isContent(value)) return value;
  pod.write(file, value.content);
  return file;
}

/** Tells whether a value is the content of a file. */
export function isContent(value: unknown): value is FileContent {
  return typeof value === 'object' && value !== null && 'content' in value;
}

/** Returns a result as other tasks get it. */
function readBack(
  route: string,
  env: InProcessPod['environment'],
  texts: ReadonlyMap<string, string>,
  suffix: string,
): unknown {
  const file = env[FILE_VARIABLE + suffix];
  if (route === 'file') return file !== undefined && existsSync(file) ? file : undefined;
  const text = route === 'none' ? undefined : texts.get(file ?? env[OUTPUT_VARIABLE + suffix] ?? '');
  return text === undefined ? undefined : JSON.parse(text);
}
