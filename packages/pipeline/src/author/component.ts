import { type CallSite, captureSite } from '../ir/call-site.ts';
import type { ComponentConfiguration } from '../ir/component/component-configuration.ts';
import type { ComponentDescriptor } from '../ir/component/component-descriptor.ts';
import type { ComponentOptions, TaskOptions } from '../ir/settings/settings.ts';
import type { TaskOutput } from '../ir/surface/output.ts';
import type { ArgumentsFor, Flat, Wire } from '../ir/surface/wire.ts';
import { PipelineError } from '../pipeline-error.ts';
import { assertNamed } from './arguments/argument-names.ts';
import { addCall, assertLocal } from './calls/add-call.ts';
import type { CallArguments } from './calls/call-arguments.ts';
import type { AnyArguments } from './calls/read-arguments.ts';
import { configure } from './configure.ts';
import { createHandle } from './handles/handle.ts';
import { isPlainObject, show } from './options/option-check.ts';
import { assertComponentOptions } from './settings/call-options.ts';
import { readSettings } from './settings/read-settings.ts';
import { assertName } from './tracing/names.ts';
import { addCallerLocation, withCallerLocation } from './tracing/with-caller-location.ts';

/**
 * A function for use in pipelines, with the types of its inputs and its result.
 *
 * Calling it in the body of a pipeline adds a task that runs the function, and returns its output.
 *
 * @throws PipelineError `PIPELINE_OUTSIDE_BODY`, `PIPELINE_MISSING_ARGUMENT`, `PIPELINE_UNKNOWN_ARGUMENT`, `PIPELINE_POSITIONAL_ARGUMENTS`, `PIPELINE_ARGUMENT_MISMATCH`, `PIPELINE_OUT_OF_SCOPE`, `PIPELINE_UNKNOWN_OPTION`, `PIPELINE_INVALID_OPTION`
 */
export interface Component<TInputs, TResult> {
  // Without a doc comment, so that editors show the comment of the function for a call.
  (
    ...call: CallArguments<
      ArgumentsFor<Flat<TInputs>>,
      TaskOptions<NoInfer<TInputs>, NoInfer<TResult>, Wire<TResult>>
    >
  ): TaskOutput<Wire<TResult>>;
  /** The description of the function. */
  readonly descriptor: ComponentDescriptor;
  /** The types of its inputs and its result, for the compiler only. */
  readonly types?: { readonly inputs: TInputs; readonly result: TResult };
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
  with(options: ComponentOptions<NoInfer<TInputs>, NoInfer<TResult>>): Component<TInputs, TResult>;
}

/**
 * Creates a component from the description that `tiphys generate` wrote.
 *
 * @throws PipelineError `PIPELINE_INVALID_ARGUMENT`
 */
export function createGenerated<TInputs, TResult>(
  descriptor: ComponentDescriptor,
): Component<TInputs, TResult> {
  assertDescriptor(descriptor);
  return createComponent(configure(descriptor, {}, {}));
}

function assertDescriptor(value: unknown): void {
  if (isPlainObject(value) && typeof value.name === 'string' && Array.isArray(value.inputs)) return;
  throw new PipelineError(
    'PIPELINE_INVALID_ARGUMENT',
    `component(...) takes a description that \`tiphys generate\` wrote, not ${show(value)}. To define a component yourself, write component.container('name', { ... }).`,
  );
}

/** Returns more methods of a component, for each copy that `with` makes of it. */
export type MoreMethods = (configuration: ComponentConfiguration) => object;

const noArguments: AnyArguments = {};

/** Returns the function that adds a call of a component to the body. */
export function callerOf(
  configuration: ComponentConfiguration,
): (values?: AnyArguments, options?: TaskOptions, ...more: unknown[]) => unknown {
  const call = (values?: AnyArguments, options?: TaskOptions, ...more: unknown[]): unknown => {
    try {
      assertNamed(configuration.descriptor, values, [options, ...more]);
      return createHandle(addCall(configuration, values ?? noArguments, { options, called: call }));
    } catch (error) {
      throw addCallerLocation(error, call);
    }
  };
  return call;
}

/** Creates a component with a configuration. */
export function createComponent<TInputs, TResult>(
  configuration: ComponentConfiguration,
  methods: MoreMethods = () => ({}),
): Component<TInputs, TResult> {
  const call = callerOf(configuration);
  const copy = (options: ComponentOptions): Component<TInputs, TResult> =>
    withCallerLocation(copy, () => {
      const site = captureSite(copy);
      return createComponent({ ...checkedCopy(configuration, options, site), site }, methods);
    });
  Object.defineProperty(call, 'name', { value: configuration.descriptor.name });
  // Argument types only matter to the compiler; at run time the arguments are one record.
  return Object.freeze(
    Object.assign(call, { descriptor: configuration.descriptor, with: copy, ...methods(configuration) }),
  ) as Component<TInputs, TResult>;
}

function checkedCopy(
  configuration: ComponentConfiguration,
  options: ComponentOptions,
  site: CallSite,
): ComponentConfiguration {
  const { name } = configuration.descriptor;
  assertComponentOptions(options, name);
  if (options.name !== undefined) assertName(options.name, `the component ${name}`);
  assertLocal(configuration, options);
  return configure(configuration.descriptor, configuration.options, readSettings(options, site));
}
