import type { Artifact, EnvVar, Inputs, Outputs, Parameter, RetryStrategy, Template } from '@tiphys/models';
import { builtin, pathNode, text } from '../../expression/tree/expression-nodes.ts';
import { printTag } from '../../expression/tree/print-tag.ts';
import type { ComponentDescriptor } from '../../ir/component/component-descriptor.ts';
import type { ContainerOptions, EnvironmentValue } from '../../ir/component/task-options.ts';
import { taskEnvironment, taskNames } from '../../ir/wire/task-protocol.ts';
import type { TemplateEntry } from './template-book.ts';

/** Folder of the input files of a task. Argo creates it, so functions that do not run as root cannot write to it. */
const INPUT_FOLDER = '/tmp/tiphys-inputs';

/** Prefix of the output files of a task. */
const OUTPUT_FILE = '/tmp/tiphys';

const PARAMETER_NAME = /^[-a-zA-Z0-9_]+$/;

/** Returns the name of an input in its template. */
export function inputNameOf(descriptor: ComponentDescriptor, index: number): string {
  const name = descriptor.inputs[index]?.name ?? '';
  return PARAMETER_NAME.test(name) ? name : `input-${index}`;
}

/** Writes the template of a component. */
export function writeComponentTemplate(entry: TemplateEntry, source: string, image: string): Template {
  const { options } = entry;
  return {
    name: entry.name,
    ...writeComponentInputs(entry),
    ...writeComponentOutputs(entry),
    ...(options.retry === undefined ? {} : { retryStrategy: retryStrategyOf(options.retry) }),
    ...(options.timeout === undefined
      ? {}
      : { timeout: typeof options.timeout === 'number' ? `${options.timeout}s` : options.timeout }),
    script: {
      image: options.image ?? image,
      command: ['node'],
      ...environmentOf(entry),
      ...(options.resources === undefined ? {} : { resources: resourcesOf(options.resources) }),
      source,
    },
  };
}

function writeComponentInputs(entry: TemplateEntry): { readonly inputs?: Inputs } {
  const { inputs } = entry.descriptor;
  if (inputs.length === 0) return {};
  const parameters: Parameter[] = [];
  const artifacts: Artifact[] = [];
  inputs.forEach((_, index) => {
    const name = inputNameOf(entry.descriptor, index);
    const omitted = entry.omitted.has(index);
    if (entry.files.has(index))
      artifacts.push({ name, path: `${INPUT_FOLDER}/${name}`, ...(omitted ? { optional: true } : {}) });
    else parameters.push(omitted ? { name, default: '' } : { name });
  });
  parameters.push({ name: taskNames.forms, default: entry.forms ?? '{}' });
  return { inputs: { parameters, ...(artifacts.length === 0 ? {} : { artifacts }) } };
}

function writeComponentOutputs({ descriptor, itemsWanted }: TemplateEntry): { readonly outputs?: Outputs } {
  const { route } = descriptor.output;
  const isFile = route === 'large' || route === 'file';
  const parameters: Parameter[] = [];
  if (route === 'value')
    parameters.push({ name: taskNames.output, valueFrom: { path: `${OUTPUT_FILE}-output` } });
  if (itemsWanted)
    parameters.push({ name: taskNames.outputItems, valueFrom: { path: `${OUTPUT_FILE}-output-items` } });
  if (!isFile && parameters.length === 0) return {};
  const artifacts: Artifact[] = isFile
    ? [{ name: taskNames.outputFile, path: `${OUTPUT_FILE}-output-file`, archive: { none: {} } }]
    : [];
  return {
    outputs: { ...(parameters.length === 0 ? {} : { parameters }), ...(isFile ? { artifacts } : {}) },
  };
}

function environmentOf(entry: TemplateEntry): { readonly env?: readonly EnvVar[] } {
  const { descriptor, options, itemsWanted } = entry;
  const { route } = descriptor.output;
  const env: EnvVar[] = Object.entries(options.env ?? {}).map(([name, value]) => variableOf(name, value));
  const add = (name: string, value: string): number => env.push({ name, value });
  if (descriptor.inputs.length > 0) add(taskEnvironment.forms, `{{inputs.parameters.${taskNames.forms}}}`);
  descriptor.inputs.forEach((_, index) => {
    const name = inputNameOf(descriptor, index);
    if (entry.files.has(index))
      add(`${taskEnvironment.inputFile}${index}`, `{{inputs.artifacts.${name}.path}}`);
    else add(`${taskEnvironment.input}${index}`, escapedTag(name));
  });
  if (route === 'value') add(taskEnvironment.output, `{{outputs.parameters.${taskNames.output}.path}}`);
  if (itemsWanted) add(taskEnvironment.outputItems, `{{outputs.parameters.${taskNames.outputItems}.path}}`);
  if (route === 'large' || route === 'file')
    add(taskEnvironment.outputFile, `{{outputs.artifacts.${taskNames.outputFile}.path}}`);
  return env.length === 0 ? {} : { env };
}

/**
 * Returns the tag of an input for an environment variable, with all dollar signs doubled: Kubernetes replaces `$(NAME)` in the value and
 * turns `$$` into `$`. See docs/wire-format.md#raw-text.
 */
function escapedTag(input: string): string {
  return printTag(builtin('replace', pathNode(['inputs', 'parameters', input]), text('$'), text('$$')));
}

function variableOf(name: string, value: EnvironmentValue): EnvVar {
  if (typeof value === 'string') return { name, value };
  if ('secret' in value) return { name, valueFrom: { secretKeyRef: { name: value.secret, key: value.key } } };
  return { name, valueFrom: { configMapKeyRef: { name: value.configMap, key: value.key } } };
}

function retryStrategyOf(retry: NonNullable<ContainerOptions['retry']>): RetryStrategy {
  if (typeof retry === 'number') return { limit: String(retry) };
  const { limit, policy, backoff, expression } = retry;
  return {
    limit: String(limit),
    ...(policy === undefined ? {} : { retryPolicy: policy }),
    ...(backoff === undefined
      ? {}
      : {
          backoff: {
            duration: backoff.duration,
            ...(backoff.factor === undefined ? {} : { factor: String(backoff.factor) }),
            ...(backoff.maxDuration === undefined ? {} : { maxDuration: backoff.maxDuration }),
          },
        }),
    ...(expression === undefined ? {} : { expression }),
  };
}

function resourcesOf(
  resources: NonNullable<ContainerOptions['resources']>,
): NonNullable<NonNullable<Template['script']>['resources']> {
  const { requests, limits } = resources;
  return { ...(requests === undefined ? {} : { requests }), ...(limits === undefined ? {} : { limits }) };
}
