import type { BodyResult, CallNode, InputSource, Scope } from '../../ir/graph.ts';
import { outputsOf } from '../../ir/outputs/outputs.ts';
import { namedFields } from '../bodies/body-result.ts';
import { findSource } from '../handles/handle.ts';
import { claimName } from '../tracing/names.ts';
import { addTask } from '../tracing/trace-state.ts';
import type { AnyPipeline } from './any-pipeline.ts';
import { configurationOf } from './call-pipeline.ts';
import { traceCalled } from './trace-called.ts';

/**
 * Adds the call of a pipeline to the body of its own WorkflowTemplate, and returns the result of the call.
 *
 * So the object has two templates: the entrypoint, which reads the parameters of the workflow, and one that other workflows can call,
 * because it does not: in a template of another object, `workflow.parameters` are those of the calling workflow.
 */
export function callItself(pipeline: AnyPipeline, inputs: readonly InputSource[], scope: Scope): BodyResult {
  const component = configurationOf(pipeline);
  const task: CallNode = addTask({
    kind: 'call',
    scope,
    name: claimName(scope, component.name),
    component,
    called: {
      how: 'part',
      pipeline: traceCalled(pipeline),
      isOwn: true,
      retry: undefined,
      parallelism: undefined,
      failFast: undefined,
    },
    options: undefined,
    reads: pipeline.inputs.map(
      ({ name, default: given }) => inputs.find((one) => one.name === name) ?? findSource(given?.value),
    ),
    bodies: [],
    site: pipeline.site,
    order: 0,
    after: undefined,
  });
  const outputs = outputsOf(task);
  if (outputs === undefined) return undefined;
  if (outputs.kind === 'one') return { kind: 'one', source: task };
  return { kind: 'named', sources: namedFields(task, outputs.values) };
}
