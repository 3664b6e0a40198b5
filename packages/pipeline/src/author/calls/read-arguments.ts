import { assertNoFile } from '../../ir/assert-no-file.ts';
import { captureSite } from '../../ir/call-site.ts';
import type { ComponentConfiguration } from '../../ir/component/component-configuration.ts';
import type { ComponentDescriptor, ComponentInput } from '../../ir/component/component-descriptor.ts';
import { type ExpressionSource, isTask, type Scope, type Source } from '../../ir/graph.ts';
import { mayLackFile, routeOf } from '../../ir/route-of.ts';
import { encodeValue } from '../../ir/wire/encode-value.ts';
import { PipelineError } from '../../pipeline-error.ts';
import { missingArgument, unknownArgument } from '../arguments/argument-names.ts';
import { assertKinds, assertLiteral } from '../arguments/argument-types.ts';
import { combineParts, holdsOutputs } from '../arguments/literal-parts.ts';
import { findBranch } from '../branch-handle.ts';
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

/**
 * Returns the sources of the arguments of a call, in the order of the inputs.
 *
 * @throws PipelineError `PIPELINE_MISSING_ARGUMENT`, `PIPELINE_UNKNOWN_ARGUMENT`, `PIPELINE_ARGUMENT_MISMATCH`, `PIPELINE_OUT_OF_SCOPE`, `PIPELINE_FILE_AS_VALUE`
 */
export function readArguments(values: AnyArguments, place: CallPlace): readonly (Source | undefined)[] {
  const { component } = place;
  const { inputs } = component.descriptor;
  const given: (Source | undefined)[] = [];
  let found = 0;
  for (const input of inputs) {
    const value = values[input.name];
    if (input.route === 'secret') throw secretArgument(component.descriptor, input.name);
    if (value === undefined) {
      if (!input.optional) throw missingArgument(component.descriptor, input.name, values);
      given.push(undefined);
      continue;
    }
    found += 1;
    const source = findSource(value) ?? readParts(input, value, place);
    if (source !== undefined) assertFits(source, input, place);
    given.push(source ?? { kind: 'literal', scope: undefined, text: readLiteral(component, input, value) });
  }
  for (const name in values) {
    if (values[name] === undefined) continue;
    found -= 1;
    if (found < 0 || !component.positions.has(name))
      throw unknownArgument(component.descriptor, name, values);
  }
  return given;
}

/** Returns the source of an argument with outputs inside a list or an object, which Argo assembles. */
function readParts(
  input: ComponentInput,
  value: unknown,
  { called, scope }: CallPlace,
): ExpressionSource | undefined {
  if (!holdsOutputs(value)) return undefined;
  const combined = combineParts(value, { schema: input.schema, site: captureSite(called) });
  for (const part of combined.formula.inputs) assertUsable(part, scope);
  return combined;
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
      ? `${name} is a value, but "${nameOf(source)}" returns a file. ${isRemote ? 'Pass it to an artifact of the template.' : 'Declare the parameter as InputFile.'}`
      : `${name} is a file, but got a value. Pass the output of a function that returns an OutputFile${isRemote ? ' or a Large value' : ''}.`,
  );
}

function secretArgument({ name }: ComponentDescriptor, input: string): PipelineError {
  return new PipelineError(
    'PIPELINE_ARGUMENT_MISMATCH',
    `Input "${input}" of ${name} comes from a Secret, which pipelines cannot pass yet. Read it from the environment of the function: .with({ env: { NAME: { secret, key } } }).`,
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
  if (input.route === 'file') {
    throw new PipelineError(
      'PIPELINE_FILE_AS_VALUE',
      `Input "${input.name}" of ${component.descriptor.name} is a file, and a local path does not exist in the cluster. Pass the output of a task that writes the file.`,
    );
  }
  assertNoTag(component, input, value);
  const text = encodeValue(value);
  assertLiteral(component.descriptor, input, { value, text });
  return text;
}

/** Checks that a string for a template of another object has no tag: it is passed as plain text, in which Argo substitutes tags. */
function assertNoTag({ descriptor }: ComponentConfiguration, input: ComponentInput, value: unknown): void {
  if (descriptor.remote === undefined || typeof value !== 'string' || !value.includes('{{')) return;
  throw new PipelineError(
    'PIPELINE_TAG_IN_TEXT',
    `Input "${input.name}" of ${descriptor.name} got a string with "{{", which Argo would read as a tag: ${whereIs(descriptor.remote)} takes plain text. Pass a value of the workflow as an output or an input of the pipeline, and any other text with "{{" as a file.`,
  );
}
