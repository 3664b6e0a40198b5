import { captureSite } from '../../ir/call-site.ts';
import type { ComponentConfiguration } from '../../ir/component/component-configuration.ts';
import type { Body, CallNode } from '../../ir/graph.ts';
import { type ComponentOptions, mergeSettings, type TaskOptions } from '../../ir/settings/settings.ts';
import { PipelineError } from '../../pipeline-error.ts';
import { readEndings } from '../operands/read-endings.ts';
import { assertTaskOptions } from '../settings/call-options.ts';
import { claimGivenName, claimName } from '../tracing/names.ts';
import { addTask, currentScope, findScope } from '../tracing/trace-state.ts';
import { type AnyArguments, readArguments } from './read-arguments.ts';
import { whereIs } from './where-is.ts';

/** What a component is called with, besides the arguments. */
export interface ComponentCall {
  readonly options: TaskOptions | undefined;
  readonly called: (...values: never[]) => unknown;
}

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
  const given = readArguments(values, { component, scope, called });
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
    options: Object.keys(rest).length === 0 ? undefined : mergeSettings(component.options, rest),
    reads: given,
    bodies: NO_BODIES,
    site,
    order: 0,
    after: readEndings(after, scope),
  });
}

/**
 * Checks that no option of the container is set for a template whose container is defined elsewhere.
 *
 * @throws PipelineError `PIPELINE_INVALID_OPTION`
 */
export function assertLocal({ descriptor }: ComponentConfiguration, options: ComponentOptions): void {
  if (descriptor.remote === undefined) return;
  const [other] = Object.keys(options).filter((option) => option !== 'name');
  if (other === undefined) return;
  throw new PipelineError(
    'PIPELINE_INVALID_OPTION',
    `The component ${descriptor.name} is ${whereIs(descriptor.remote)}, so "${other}" cannot be set here. Set it in the template.`,
  );
}
