import { captureSite } from '../../ir/call-site.ts';
import type { ComponentConfiguration } from '../../ir/component/component-configuration.ts';
import type { Body, CallNode } from '../../ir/graph.ts';
import { mergeSettings, type TaskOptions } from '../../ir/settings/settings.ts';
import { PipelineError } from '../../pipeline-error.ts';
import { addHandlers } from '../handlers/trace-handlers.ts';
import { readEndings } from '../operands/read-endings.ts';
import { assertTaskOptions } from '../settings/call-options.ts';
import { liftOutputs } from '../settings/lift-outputs.ts';
import { claimName, claimTaskName } from '../tracing/names.ts';
import { addTask, currentScope, findScope } from '../tracing/trace-state.ts';
import { readFileOptions } from './file-options.ts';
import { type AnyArguments, readArguments } from './read-arguments.ts';
import { whereIs } from './where-is.ts';

/** What a component is called with, besides the arguments. */
export interface ComponentCall {
  readonly options: TaskOptions | undefined;
  readonly called: (...values: never[]) => unknown;
}

/** Definitions that run no container of the user. */
const PODLESS: ReadonlySet<string> = new Set(['http', 'resource', 'data', 'plugin']);

/** Settings of a container. */
const CONTAINER_SETTINGS: ReadonlySet<string> = new Set([
  'image',
  'env',
  'envFrom',
  'resources',
  'mounts',
  'container',
  'pause',
]);

const NO_BODIES: readonly Body[] = [];

/**
 * Adds the task of a call of a component.
 *
 * @throws PipelineError `PIPELINE_OUTSIDE_BODY`, `PIPELINE_UNKNOWN_OPTION`, `PIPELINE_INVALID_OPTION`, and what {@link readArguments} throws
 */
export function addCall(
  component: ComponentConfiguration,
  values: AnyArguments,
  { options, called }: ComponentCall,
): CallNode {
  const scope = findScope() ?? currentScope(`The component ${component.descriptor.name}`);
  const { reads, secrets } = readArguments(values, { component, scope, called });
  const site = captureSite(called);
  const base = { kind: 'call', scope, component, bodies: NO_BODIES, site, order: 0 } as const;
  if (options === undefined)
    return addTask({
      ...base,
      name: claimName(scope, component.name),
      options: secrets === undefined ? undefined : mergeSettings(component.options, { secrets }),
      reads,
      after: undefined,
    });
  assertTaskOptions(options, component.descriptor.name);
  const { name, after, onExit, hooks, files: givenFiles, ...rest } = options;
  const files = readFileOptions(givenFiles, component.descriptor, scope);
  assertLocal(component, rest);
  const lifted = liftOutputs(rest, { scope, what: `the call of ${component.descriptor.name}`, site });
  const settings = { ...lifted.settings, ...(secrets && { secrets }), ...(files && { files }) };
  const task: CallNode = {
    ...base,
    name: claimTaskName(scope, name, component.name),
    options: Object.keys(settings).length === 0 ? undefined : mergeSettings(component.options, settings),
    reads: lifted.reads.length === 0 ? reads : [...reads, ...lifted.reads],
    after: readEndings(after, scope),
  };
  addHandlers(task, { onExit, hooks });
  return addTask(task);
}

/**
 * Checks that no option of the container is set for a template whose container is defined elsewhere.
 *
 * @throws PipelineError `PIPELINE_INVALID_OPTION`
 */
export function assertLocal({ descriptor }: ComponentConfiguration, options: object): void {
  const podless = descriptor.definition?.body.kind;
  const setting = Object.keys(options).find((option) => CONTAINER_SETTINGS.has(option));
  if (podless !== undefined && PODLESS.has(podless) && setting !== undefined)
    throw new PipelineError(
      'PIPELINE_INVALID_OPTION',
      `The component ${descriptor.name} (${podless}) runs no container, so "${setting}" has no effect. Remove it.`,
    );
  if (descriptor.remote === undefined) return;
  const [other] = Object.keys(options).filter((option) => option !== 'name');
  if (other === undefined) return;
  throw new PipelineError(
    'PIPELINE_INVALID_OPTION',
    `The component ${descriptor.name} is ${whereIs(descriptor.remote)}, so "${other}" cannot be set here. Set it in the template.`,
  );
}
