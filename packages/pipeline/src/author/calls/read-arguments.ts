import { captureSite } from '../../ir/call-site.ts';
import type { ComponentConfiguration } from '../../ir/component/component-configuration.ts';
import type { ComponentDescriptor, ComponentInput } from '../../ir/component/component-descriptor.ts';
import { type ExpressionSource, type FilesSource, isTask, type Scope, type Source } from '../../ir/graph.ts';
import { assertNoFile } from '../../ir/outputs/assert-no-file.ts';
import { isFileList, mayLackFile, routeOf } from '../../ir/outputs/route-of.ts';
import {
  type ConfigKey,
  findEntries,
  isClusterValue,
  type PodField,
  type SecretKey,
} from '../../ir/surface/cluster-values.ts';
import { encodeValue } from '../../ir/wire/encode-value.ts';
import { PipelineError } from '../../pipeline-error.ts';
import { missingArgument, unknownArgument } from '../arguments/argument-names.ts';
import { assertKinds, assertLiteral } from '../arguments/argument-types.ts';
import { combineParts, holdsOutputs } from '../arguments/literal-parts.ts';
import { findBranch } from '../handles/branch-handle.ts';
import { findSource } from '../handles/handle.ts';
import { assertUsable } from '../operands/assert-visible.ts';
import { whereIs } from './where-is.ts';

/** The arguments of a call by name. */
export type AnyArguments = Readonly<Record<string, unknown>>;

/** A call whose arguments are read. */
export interface CallPlace {
  readonly component: ComponentConfiguration;
  readonly scope: Scope;
  readonly called: (...values: never[]) => unknown;
}

/** The arguments of a call. */
export interface ReadArguments {
  /** In the order of the inputs; undefined for omitted ones and for keys of Secrets. */
  readonly reads: readonly (Source | undefined)[];
  /** Keys of Secrets by the name of the input. */
  readonly secrets: Readonly<Record<string, SecretKey>> | undefined;
}

/**
 * Reads the arguments of a call.
 *
 * @throws PipelineError `PIPELINE_MISSING_ARGUMENT`, `PIPELINE_UNKNOWN_ARGUMENT`, `PIPELINE_ARGUMENT_MISMATCH`, `PIPELINE_OUT_OF_SCOPE`, `PIPELINE_FILE_AS_VALUE`
 */
export function readArguments(values: AnyArguments, place: CallPlace): ReadArguments {
  const { component } = place;
  const { inputs } = component.descriptor;
  const reads: (Source | undefined)[] = [];
  let secrets: Record<string, SecretKey> | undefined;
  for (const input of inputs) {
    const value = values[input.name];
    if (value === undefined) {
      if (!input.optional) throw missingArgument(component.descriptor, input.name, values);
      reads.push(undefined);
      continue;
    }
    if (input.route === 'secret') {
      secrets = { ...secrets, [input.name]: readSecret(component.descriptor, input, value) };
      reads.push(undefined);
    } else reads.push(readArgument(input, value, place));
  }
  for (const name in values) {
    if (values[name] !== undefined && !inputs.some((input) => input.name === name))
      throw unknownArgument(component.descriptor, name, values);
  }
  return { reads, secrets };
}

function readArgument(input: ComponentInput, value: unknown, place: CallPlace): Source {
  const source = findSource(value) ?? readFiles(input, value, place) ?? readParts(input, value, place);
  if (source !== undefined) assertFits(source, input, place);
  return source ?? { kind: 'literal', scope: undefined, text: readLiteral(place.component, input, value) };
}

/** Returns the key of a Secret. Anything else would be in the manifest or in the status of the workflow. */
function readSecret({ name }: ComponentDescriptor, input: ComponentInput, value: unknown): SecretKey {
  const isOutput = findSource(value) !== undefined;
  if (!isOutput && isClusterValue(value) && value.kind === 'secretKey') return value;
  const given = isOutput
    ? 'an output, which everybody can read in the status of the workflow'
    : findEntries(value) !== undefined
      ? 'a whole Secret or ConfigMap'
      : isClusterValue(value)
        ? 'something else of the cluster'
        : 'a value, which everybody can read in the manifest';
  throw new PipelineError(
    'PIPELINE_ARGUMENT_MISMATCH',
    `Input "${input.name}" of ${name} takes a key of a Secret, but got ${given}. Write secret('api', ['token']).token.`,
  );
}

/** Returns the source of a list of files of different tasks. */
function readFiles(input: ComponentInput, value: unknown, place: CallPlace): FilesSource | undefined {
  if (input.list !== true || !Array.isArray(value)) return undefined;
  const files = value.map((one, index) => {
    const part = { ...input, name: `${input.name}[${index}]`, optional: false };
    const file = findSource(one);
    if (file === undefined) throw notAFile(part, place.component);
    assertFits(file, omitList(part), place);
    return file;
  });
  return { kind: 'files', scope: undefined, files };
}

function omitList({ list: _, ...input }: ComponentInput): ComponentInput {
  return input;
}

/** Returns the source of an argument with outputs inside a list or an object, which Argo assembles. */
function readParts(
  input: ComponentInput,
  value: unknown,
  { called, scope }: CallPlace,
): ExpressionSource | undefined {
  if (!holdsOutputs(value)) return undefined;
  return combineParts(value, { schema: input.schema, site: captureSite(called), scope });
}

/** Checks that files are only passed to inputs that take files, and that such inputs get nothing else. */
function assertFits(source: Source, input: ComponentInput, place: CallPlace): void {
  const { component, scope } = place;
  assertUsable(source, scope);
  const route = routeOf(source);
  const isFile = route === 'file';
  // A template in another object reads any file, including the JSON text of a large value.
  const takesLarge = input.route === 'file' && component.descriptor.remote !== undefined;
  if (isFile === (input.route === 'file') || (takesLarge && route === 'large')) {
    if (isFile && isFileList(source) !== (input.list === true)) throw otherCount(source, input, component);
    if (isTask(source)) assertNoFile(source);
    if (mayLackFile(source) && !input.optional) throw missingFile(source, input, component);
    if (!isFile && input.route !== 'file') assertKinds(component.descriptor, input, source);
    return;
  }
  const name = `Input "${input.name}" of ${component.descriptor.name}`;
  const isRemote = component.descriptor.remote !== undefined;
  throw new PipelineError(
    'PIPELINE_FILE_AS_VALUE',
    isFile
      ? `${name} is a value, but "${nameOf(source)}" returns a file. ${isRemote ? 'Pass it to an artifact of the template.' : `Declare the ${component.descriptor.definition === undefined ? 'parameter as InputFile' : 'input as inputFile()'}.`}`
      : `${name} is a file, but got a value. Pass the output of a function that returns an OutputFile${isRemote ? ' or a Large value' : ''}.`,
  );
}

function otherCount(
  source: Source,
  { name, list }: ComponentInput,
  { descriptor }: ComponentConfiguration,
): PipelineError {
  return new PipelineError(
    'PIPELINE_ARGUMENT_MISMATCH',
    list === true
      ? `Input "${name}" of ${descriptor.name} takes a list of files, but "${nameOf(source)}" is one file. Pass a list: [${nameOf(source)}].`
      : `Input "${name}" of ${descriptor.name} takes one file, but "${nameOf(source)}" is a list of files. Declare the parameter as InputFile[].`,
  );
}

function nameOf(source: Source): string {
  return 'name' in source ? source.name : source.kind;
}

function missingFile(
  source: Source,
  { name }: ComponentInput,
  { descriptor }: ComponentConfiguration,
): PipelineError {
  const advice =
    descriptor.remote === undefined
      ? `Declare the parameter as ${name}?: InputFile`
      : 'Make it optional there too';
  return new PipelineError(
    'PIPELINE_FILE_MAY_BE_MISSING',
    `Input "${name}" of ${descriptor.name} needs a file, but the template may omit "${nameOf(source)}" (optional: true). ${advice}.`,
  );
}

function readLiteral(component: ComponentConfiguration, input: ComponentInput, value: unknown): string {
  if (findBranch(value) !== undefined) {
    throw new PipelineError(
      'PIPELINE_BRANCH_AS_VALUE',
      `Input "${input.name}" of ${component.descriptor.name} got a branch that may not run. Add otherwise(...) to the branch, and use what it returns.`,
    );
  }
  if (input.route === 'file') throw notAFile(input, component);
  if (isClusterValue(value)) throw clusterValue(component.descriptor, input, value);
  assertNoTag(component, input, value);
  const text = encodeValue(value);
  assertLiteral(component.descriptor, input, { value, text });
  return text;
}

function clusterValue(
  { name }: ComponentDescriptor,
  input: ComponentInput,
  { kind }: SecretKey | ConfigKey | PodField,
): PipelineError {
  const advice =
    kind === 'secretKey'
      ? `Declare the parameter as SecretText, or pass the key in "env".`
      : kind === 'configKey'
        ? 'Declare an input of the pipeline with fromConfig(...), or pass the key in "env".'
        : 'Pass it in "env".';
  return new PipelineError(
    'PIPELINE_ARGUMENT_MISMATCH',
    `Input "${input.name}" of ${name} is a value, which ${kind === 'podField' ? 'podField(...)' : 'a key of the cluster'} has only inside the task. ${advice}`,
  );
}

function notAFile({ name }: ComponentInput, { descriptor }: ComponentConfiguration): PipelineError {
  return new PipelineError(
    'PIPELINE_FILE_AS_VALUE',
    `Input "${name}" of ${descriptor.name} is a file, and a local path does not exist in the cluster. Pass the output of a task that writes the file.`,
  );
}

/** Checks that a string for a template of another object has no tag: it is passed as plain text, in which Argo substitutes tags. */
function assertNoTag({ descriptor }: ComponentConfiguration, input: ComponentInput, value: unknown): void {
  if (descriptor.remote === undefined || descriptor.remote.json === true) return;
  if (typeof value !== 'string' || !value.includes('{{')) return;
  throw new PipelineError(
    'PIPELINE_TAG_IN_TEXT',
    `Input "${input.name}" of ${descriptor.name} got a string with "{{", which Argo would read as a tag: ${whereIs(descriptor.remote)} takes plain text. Pass a value of the workflow as an output or an input of the pipeline, and any other text with "{{" as a file.`,
  );
}
