import { assertNoFile } from '../ir/assert-no-file.ts';
import { captureSite } from '../ir/call-site.ts';
import type { ComponentConfiguration } from '../ir/component/component-configuration.ts';
import type { ComponentDescriptor, ComponentInput } from '../ir/component/component-descriptor.ts';
import type { RemoteTemplate } from '../ir/component/remote-template.ts';
import type { ComponentOptions, TaskOptions } from '../ir/component/task-options.ts';
import {
  type Body,
  type CallNode,
  type ExpressionSource,
  isTask,
  type Scope,
  type Source,
} from '../ir/graph.ts';
import { mayLackFile, routeOf } from '../ir/route-of.ts';
import type { TaskOutput } from '../ir/surface/output.ts';
import type { ArgumentsFor, Flat, Wire } from '../ir/surface/wire.ts';
import { encodeValue } from '../ir/wire/encode-value.ts';
import { PipelineError } from '../pipeline-error.ts';
import { assertNamed, missingArgument, unknownArgument } from './arguments/argument-names.ts';
import { assertKinds, assertLiteral } from './arguments/argument-types.ts';
import { combineParts, holdsOutputs } from './arguments/literal-parts.ts';
import { findBranch } from './branch-handle.ts';
import { configure, mergeOptions } from './configure.ts';
import { createHandle, findSource } from './handles/handle.ts';
import { assertUsable } from './operands/assert-visible.ts';
import { readEndings } from './operands/read-endings.ts';
import { assertComponentOptions, assertTaskOptions } from './options/call-options.ts';
import { assertName, claimGivenName, claimName } from './tracing/names.ts';
import { addTask, currentScope, findScope } from './tracing/trace-state.ts';
import { addCallerLocation, withCallerLocation } from './tracing/with-caller-location.ts';

/** The arguments of a component that has no inputs. */
export type NoArguments = { readonly [name: string]: never };

/** The parameters of a component call. The arguments may be omitted if none is required. */
export type CallParameters<TArguments> = keyof TArguments extends never
  ? [values?: NoArguments, options?: TaskOptions]
  : Record<never, never> extends TArguments
    ? [values?: TArguments, options?: TaskOptions]
    : [values: TArguments, options?: TaskOptions];

/**
 * A function for use in pipelines, with the types of its inputs and its result.
 *
 * Calling it in the body of a pipeline adds a task that runs the function, and returns its output.
 *
 * @throws PipelineError `PIPELINE_OUTSIDE_BODY`, `PIPELINE_MISSING_ARGUMENT`, `PIPELINE_UNKNOWN_ARGUMENT`, `PIPELINE_POSITIONAL_ARGUMENTS`, `PIPELINE_ARGUMENT_MISMATCH`, `PIPELINE_OUT_OF_SCOPE`, `PIPELINE_UNKNOWN_OPTION`, `PIPELINE_INVALID_OPTION`
 */
export interface Component<TInputs, TResult> {
  // Without a doc comment, so that editors show the comment of the function for a call.
  (...call: CallParameters<ArgumentsFor<Flat<TInputs>>>): TaskOutput<Wire<TResult>>;
  /** The description of the function. */
  readonly descriptor: ComponentDescriptor;
  /**
   * Returns a copy of the component with other options. The component itself does not change.
   *
   * @throws PipelineError `PIPELINE_UNKNOWN_OPTION`, `PIPELINE_INVALID_OPTION`, `PIPELINE_INVALID_NAME`
   * @example
   * ```ts
   * import { square } from './components.generated.ts';
   *
   * const patient = square.with({ retry: 3, timeout: '10m', resources: { limits: { memory: '1Gi' } } });
   * ```
   */
  with(options: ComponentOptions): Component<TInputs, TResult>;
}

/** Creates a component from the description that `tiphys generate` wrote. */
export function component<TInputs, TResult>(descriptor: ComponentDescriptor): Component<TInputs, TResult> {
  return createComponent(configure(descriptor, {}, {}));
}

type AnyArguments = Readonly<Record<string, unknown>>;

const noArguments: AnyArguments = {};

const NO_BODIES: readonly Body[] = [];

function createComponent<TInputs, TResult>(
  configuration: ComponentConfiguration,
): Component<TInputs, TResult> {
  const call = (
    values?: AnyArguments,
    options?: TaskOptions,
    ...more: unknown[]
  ): TaskOutput<Wire<TResult>> => {
    try {
      assertNamed(configuration.descriptor, values, [options, ...more]);
      const task = addCall(configuration, values ?? noArguments, { options, called: call });
      // Only the types know whether the task has a result.
      return createHandle<unknown>(task) as unknown as TaskOutput<Wire<TResult>>;
    } catch (error) {
      throw addCallerLocation(error, call);
    }
  };
  const copy = (options: ComponentOptions): Component<TInputs, TResult> =>
    withCallerLocation(copy, () =>
      createComponent({ ...checkedCopy(configuration, options), site: captureSite(copy) }),
    );
  Object.defineProperty(call, 'name', { value: configuration.descriptor.name });
  // Argument types only matter to the compiler; at run time the arguments are one record.
  return Object.freeze(
    Object.assign(call, { descriptor: configuration.descriptor, with: copy }),
  ) as unknown as Component<TInputs, TResult>;
}

function checkedCopy(
  configuration: ComponentConfiguration,
  options: ComponentOptions,
): ComponentConfiguration {
  const { name } = configuration.descriptor;
  assertComponentOptions(options, name);
  if (options.name !== undefined) assertName(options.name, `the component ${name}`);
  assertLocal(configuration, options);
  return configure(configuration.descriptor, configuration.options, options);
}

/** Checks that no option of the container is set for a template whose container is defined elsewhere. */
function assertLocal({ descriptor }: ComponentConfiguration, options: ComponentOptions): void {
  if (descriptor.remote === undefined) return;
  const [other] = Object.keys(options).filter((option) => option !== 'name');
  if (other === undefined) return;
  throw new PipelineError(
    'PIPELINE_INVALID_OPTION',
    `The component ${descriptor.name} is ${whereIs(descriptor.remote)}, so "${other}" cannot be set here. Set it in the template.`,
  );
}

interface ComponentCall {
  readonly options: TaskOptions | undefined;
  readonly called: (...values: never[]) => unknown;
}

function whereIs({ name, template, own }: RemoteTemplate): string {
  return own === undefined ? `the template "${template}" of "${name}"` : `the template "${template}"`;
}

function addCall(
  component: ComponentConfiguration,
  values: AnyArguments,
  { options, called }: ComponentCall,
): CallNode {
  const scope = findScope() ?? currentScope(`The component ${component.descriptor.name}`);
  const given = readValues(values, { component, scope, called });
  const site = captureSite(called);
  if (options === undefined) {
    const name = claimName(scope, component.name);
    return addTask({
      kind: 'call',
      scope,
      name,
      component,
      options: undefined,
      reads: given,
      bodies: NO_BODIES,
      site,
      order: 0,
      after: undefined,
    });
  }
  assertTaskOptions(options, component.descriptor.name);
  const { name, after, ...rest } = options;
  assertLocal(component, rest);
  return addTask({
    kind: 'call',
    scope,
    name: name === undefined ? claimName(scope, component.name) : claimGivenName(scope, name),
    component,
    options: Object.keys(rest).length === 0 ? undefined : mergeOptions(component.options, rest),
    reads: given,
    bodies: NO_BODIES,
    site,
    order: 0,
    after: readEndings(after, scope),
  });
}

function readValues(values: AnyArguments, place: CallPlace): readonly (Source | undefined)[] {
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

interface CallPlace {
  readonly component: ComponentConfiguration;
  readonly scope: Scope;
  readonly called: ComponentCall['called'];
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
