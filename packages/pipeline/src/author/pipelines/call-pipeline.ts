import { captureSite } from '../../ir/call-site.ts';
import type { ComponentConfiguration } from '../../ir/component/component-configuration.ts';
import type { ComponentDescriptor } from '../../ir/component/component-descriptor.ts';
import type { CallNode, PipelineCall } from '../../ir/graph.ts';
import { PipelineError } from '../../pipeline-error.ts';
import { assertNamed } from '../arguments/argument-names.ts';
import { type AnyArguments, readArguments } from '../calls/read-arguments.ts';
import { configure } from '../configure.ts';
import { addHandlers } from '../handlers/trace-handlers.ts';
import { findSource } from '../handles/handle.ts';
import { readEndings } from '../operands/read-endings.ts';
import type { PipelineCallOptions } from '../options/pipeline-call-options.ts';
import { assertPipelineCallOptions } from '../settings/group-check.ts';
import { readSettings } from '../settings/read-settings.ts';
import { claimTaskName } from '../tracing/names.ts';
import { addTask, currentScope } from '../tracing/trace-state.ts';
import type { AnyPipeline } from './any-pipeline.ts';
import { assertTemplate } from './template-run.ts';
import { traceCalled } from './trace-called.ts';

/** A call of a pipeline: the arguments, the options, and the function that was called. */
export interface PipelineCallPlace {
  readonly how: PipelineCall['how'];
  readonly values: AnyArguments | undefined;
  readonly options: PipelineCallOptions | undefined;
  readonly called: (...values: never[]) => unknown;
  /** Further arguments, which a call does not take. */
  readonly more: readonly unknown[];
}

const configurations = new WeakMap<AnyPipeline, ComponentConfiguration>();

/**
 * Adds the task of a call of a pipeline.
 *
 * @throws PipelineError `PIPELINE_OUTSIDE_BODY`, `PIPELINE_RECURSION`, `PIPELINE_WHOLE_RUN_OPTION`, and for wrong arguments what a component throws
 */
export function addPipelineCall(
  pipeline: AnyPipeline,
  { how, values = {}, options = {}, called, more }: PipelineCallPlace,
): CallNode {
  const scope = currentScope(`The pipeline ${pipeline.name}`);
  const component = configurationOf(pipeline);
  assertNamed(component.descriptor, values, [options, ...more]);
  assertPipelineCallOptions(options, { name: pipeline.name, isPart: how === 'part' });
  if (how === 'part') assertPart(pipeline);
  else assertTemplate(pipeline);
  const given = readArguments(values, { component, scope, called }).reads;
  // The template has no default for a file, so calls pass it.
  const reads = pipeline.inputs.map(
    ({ file, default: preset }, index) => given[index] ?? (file ? findSource(preset?.value) : undefined),
  );
  const { name, after, onExit, hooks, parallelism, failFast } = options;
  const site = captureSite(called);
  const { retry } = readSettings(options.retry === undefined ? {} : { retry: options.retry }, site);
  const task: CallNode = {
    kind: 'call',
    scope,
    name: claimTaskName(scope, name, component.name),
    component,
    called: { how, pipeline: traceCalled(pipeline), retry, parallelism, failFast },
    options: undefined,
    reads,
    bodies: [],
    site,
    order: 0,
    after: readEndings(after, scope),
  };
  addHandlers(task, { onExit, hooks });
  return addTask(task);
}

/** Returns the configuration of the component that a pipeline is in other pipelines. */
export function configurationOf(pipeline: AnyPipeline): ComponentConfiguration {
  const known = configurations.get(pipeline);
  if (known !== undefined) return known;
  const descriptor: ComponentDescriptor = {
    name: pipeline.name,
    source: { module: '', file: '', export: pipeline.name, line: 1 },
    style: 'object',
    inputs: pipeline.inputs.map(({ name, schema, default: given, file }) => ({
      name,
      optional: given !== undefined,
      route: file ? 'file' : 'value',
      schema,
    })),
    output: { route: 'value', schema: {}, list: false },
  };
  const made = configure(descriptor, {}, {});
  configurations.set(pipeline, made);
  return made;
}

/** Options that are about a whole run, which a part of another run cannot have. */
const OF_WHOLE_RUN = ['onExit', 'hooks', 'deadline', 'lock', 'workspace'] as const;

function assertPart({ name, options }: AnyPipeline): void {
  const given: Readonly<Record<string, unknown>> = { ...options };
  const found = OF_WHOLE_RUN.find((option) => given[option] !== undefined);
  if (found === undefined) return;
  throw new PipelineError(
    'PIPELINE_WHOLE_RUN_OPTION',
    `The pipeline ${name} sets "${found}", which is for a whole run, so it cannot be a part of another pipeline. Set it in the call or in the calling pipeline, or start a run of its own with ${name}.submit(...).`,
  );
}
