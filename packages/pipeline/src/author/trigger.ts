import type { WorkflowEventBinding } from '@tiphys/models';
import type { PipelineInput } from '../ir/component/pipeline-input.ts';
import { kindsOfSchema } from '../ir/json/kinds-of.ts';
import { PipelineError } from '../pipeline-error.ts';
import { isPlainObject, show } from './options/option-check.ts';
import type { AnyPipeline } from './pipelines/any-pipeline.ts';
import { parameterFor } from './pipelines/parameter-text.ts';
import type { Pipeline } from './pipelines/pipeline.ts';
import { assertAllGiven, assertTemplate } from './pipelines/template-run.ts';
import { withCallerLocation } from './tracing/with-caller-location.ts';

declare const eventType: unique symbol;

/** A value of the event that starts a run. */
export interface EventValue<T> {
  /** The type of the value, for the compiler only. */
  readonly [eventType]?: T;
  readonly kind: 'event';
  /** An Argo expression over the event. */
  readonly path: string;
}

/**
 * Returns a value of the event that starts a run: `event('payload.head_commit.id')`.
 *
 * @param path an expression over `payload`, `metadata` and `discriminator`
 * @see https://argo-workflows.readthedocs.io/en/latest/events/
 */
export function event<T = string>(path: string): EventValue<T> {
  return { kind: 'event', path };
}

/** When a pipeline is started by an event, and with which inputs. */
export interface Trigger<TInputs> {
  /** Name of the WorkflowEventBinding. */
  readonly name: string;
  /** The events that start a run, as an Argo expression: `payload.ref == "refs/heads/main"`. */
  readonly selector: string;
  readonly inputs?: { readonly [K in keyof TInputs]?: TInputs[K] | EventValue<TInputs[K]> };
}

/**
 * Returns the WorkflowEventBinding that starts a pipeline from its WorkflowTemplate when an event arrives.
 *
 * @throws PipelineError `PIPELINE_NOT_A_TEMPLATE`, `PIPELINE_MISSING_ARGUMENT`, `PIPELINE_UNKNOWN_ARGUMENT`, `PIPELINE_INVALID_ARGUMENT`
 * @see https://argo-workflows.readthedocs.io/en/latest/events/
 * @example
 * ```ts
 * import { notify } from './components.generated.ts';
 *
 * export const build = pipeline('build', { sha: input<string>() }, ({ sha }) => {
 *   notify({ text: sha });
 * }, { kind: 'WorkflowTemplate' });
 *
 * export const onPush = trigger(build, {
 *   name: 'on-push',
 *   selector: 'payload.ref == "refs/heads/main"',
 *   inputs: { sha: event('payload.head_commit.id') },
 * });
 * ```
 */
export function trigger<TInputs, TResult>(
  pipeline: Pipeline<TInputs, TResult>,
  on: Trigger<TInputs>,
): WorkflowEventBinding {
  return withCallerLocation(trigger, () => {
    assertPipeline(pipeline);
    assertTemplate(pipeline);
    assertTrigger(on, pipeline);
    const values: Readonly<Record<string, unknown>> = on.inputs ?? {};
    assertAllGiven(pipeline, values);
    const parameters = pipeline.inputs.flatMap((input) =>
      values[input.name] === undefined ? [] : [parameterOf(pipeline, input, values[input.name])],
    );
    const { name, options } = pipeline;
    return {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'WorkflowEventBinding',
      metadata: {
        name: on.name,
        ...(options.namespace === undefined ? {} : { namespace: options.namespace }),
      },
      spec: {
        event: { selector: on.selector },
        submit: {
          workflowTemplateRef: {
            name,
            ...(options.kind === 'WorkflowTemplate' ? {} : { clusterScope: true }),
          },
          ...(parameters.length === 0 ? {} : { arguments: { parameters } }),
        },
      },
    };
  });
}

function assertPipeline(value: unknown): asserts value is AnyPipeline {
  const isPipeline = typeof value === 'function' && 'kind' in value && value.kind === 'tiphys-pipeline';
  if (isPipeline) return;
  throw new PipelineError(
    'PIPELINE_INVALID_ARGUMENT',
    `trigger(...) takes a pipeline first, not ${show(value)}. Write trigger(build, { name: 'on-push', selector: 'payload.ref == "refs/heads/main"' }).`,
  );
}

function assertTrigger(on: unknown, { name }: AnyPipeline): void {
  const given = isPlainObject(on) ? on : {};
  const wrong = ['name', 'selector'].find((field) => typeof given[field] !== 'string' || given[field] === '');
  if (wrong === undefined) return;
  throw new PipelineError(
    'PIPELINE_INVALID_ARGUMENT',
    `trigger(...) needs a ${wrong}. Write trigger(${name}, { name: 'on-push', selector: 'payload.ref == "refs/heads/main"' }).`,
  );
}

type Parameter = NonNullable<
  NonNullable<NonNullable<WorkflowEventBinding['spec']['submit']>['arguments']>['parameters']
>[number];

function parameterOf(pipeline: AnyPipeline, input: PipelineInput, value: unknown): Parameter {
  return isEvent(value)
    ? { name: input.name, valueFrom: { event: eventText(input, value.path) } }
    : parameterFor(pipeline, input, value);
}

/** Returns the expression for a value of an event. Argo inserts strings without quotes, so strings among other values become JSON. */
function eventText({ form, schema }: PipelineInput, path: string): string {
  if (form !== 'json') return path;
  const kinds = kindsOfSchema(schema);
  return kinds === undefined || kinds.has('string') ? `toJSON(${path})` : path;
}

function isEvent(value: unknown): value is EventValue<unknown> {
  return isPlainObject(value) && value.kind === 'event' && typeof value.path === 'string';
}
