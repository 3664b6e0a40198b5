import { cpSync, existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { InProcessPod } from '@tiphys/engine';
import type { CalledComponent } from '../../compile/compile-pipeline.ts';
import type { ComponentInput } from '../../ir/component/component-descriptor.ts';
import type { OutputValue } from '../../ir/outputs/outputs.ts';
import { encodeValue } from '../../runtime/outputs/encode-value.ts';
import { shortText } from '../../runtime/short-text.ts';
import { TaskError } from '../../runtime/task-error.ts';
import { isContent } from './function-values.ts';
import { outputFile } from './stand-in.ts';
import type { TaskInputs, TaskValues } from './task-values.ts';

/** Returns the values of a task that is not a function, such as a container, for its mock. */
export function standInValues(component: CalledComponent, pod: InProcessPod): TaskValues {
  const { name, inputs } = component.descriptor;
  return {
    read(): TaskInputs {
      const values = inputs.map((input) => [input.name, readInput(component, input, pod)] as const);
      return Object.fromEntries(values.filter(([, value]) => value !== undefined));
    },
    write(value) {
      const { outputs } = component;
      if (outputs === undefined) return { result: undefined };
      if (outputs.kind === 'one') {
        const { result, output = '' } = writeOne(
          { what: `What ${name} returned`, value },
          outputs.value,
          pod,
        );
        return { result, output };
      }
      const given = fieldsOf(name, value, [...outputs.values.keys()]);
      let printed = '';
      const results = [...outputs.values].flatMap(([field, declared]) => {
        const part = { what: `"${field}" of what ${name} returned`, value: given[field] };
        if (part.value === undefined && isOmittable(declared)) return [];
        const { result, output } = writeOne(part, declared, pod);
        printed = output ?? printed;
        return [[field, result] as const];
      });
      return { result: Object.fromEntries(results), output: printed };
    },
  };
}

function readInput(
  { descriptor }: CalledComponent,
  { name, route }: ComponentInput,
  pod: InProcessPod,
): unknown {
  const { inputs } = pod.request.template;
  const { remote } = descriptor;
  if (route === 'file') {
    const artifact = inputs?.artifacts?.find((one) => one.name === (remote?.inputFiles?.[name] ?? name));
    const file = artifact?.path === undefined ? undefined : pod.pathOf(artifact.path);
    return file !== undefined && existsSync(file) ? file : undefined;
  }
  const value = inputs?.parameters?.find((one) => one.name === name)?.value;
  const text = value === undefined ? '' : String(value);
  // Templates in Argo's terms get plain text; an empty one stands for an input that was omitted.
  if (remote !== undefined) return text === '' && !isGiven(descriptor, name) ? undefined : text;
  return text === '' ? undefined : JSON.parse(text);
}

function isGiven({ inputs }: CalledComponent['descriptor'], name: string): boolean {
  return inputs.some((input) => input.name === name && !input.optional);
}

/** Returns whether a mock may leave out an output: a file that may be missing, or what the container prints. */
function isOmittable({ optional, path }: OutputValue): boolean {
  return optional === true || path[0] === 'result';
}

function fieldsOf(task: string, value: unknown, names: readonly string[]): Readonly<Record<string, unknown>> {
  const refuse = (fault: string): TaskError =>
    new TaskError(`PIPELINE_OUTPUT_FIELDS: What ${task} returned ${fault}.`);
  if (value === undefined) return {};
  if (typeof value !== 'object' || value === null)
    throw refuse(`must be an object with its outputs, but is ${shortText(value)}`);
  const unknown = Object.keys(value).find((name) => !names.includes(name));
  if (unknown !== undefined) throw refuse(`has the field "${unknown}", which its type does not have`);
  return value as Readonly<Record<string, unknown>>; // checked above
}

interface Part {
  /** What it is, for messages. */
  readonly what: string;
  readonly value: unknown;
}

function writeOne(
  { what, value }: Part,
  { path: [kind = '', name = ''], form }: OutputValue,
  pod: InProcessPod,
): { readonly result: unknown; readonly output?: string } {
  const file = pod.pathOf(outputFile(name));
  if (kind === 'artifacts') {
    writeFile({ what, value }, file, pod);
    return { result: file };
  }
  const text = form.kind === 'text' ? plainText(what, value) : encodeValue(value, what);
  const result: unknown = form.kind === 'text' ? text : JSON.parse(text);
  if (kind === 'result') return { result, output: text };
  pod.write(file, text);
  return { result };
}

function writeFile({ what, value }: Part, target: string, pod: InProcessPod): void {
  if (isContent(value)) {
    pod.write(target, value.content);
    return;
  }
  if (typeof value !== 'string' || !existsSync(value)) {
    throw new TaskError(
      `PIPELINE_OUTPUT_FILE_MISSING: ${what} is ${shortText(value)}, but there is no such file.`,
    );
  }
  mkdirSync(dirname(target), { recursive: true });
  cpSync(value, target, { recursive: true });
}

function plainText(what: string, value: unknown): string {
  if (typeof value === 'string') return value;
  throw new TaskError(`PIPELINE_OUTPUT_FIELDS: ${what} is ${shortText(value)}, but it must be a string.`);
}
