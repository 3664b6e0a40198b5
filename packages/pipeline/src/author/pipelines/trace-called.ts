import { locate } from '../../ir/call-site.ts';
import type { CalledPipeline, GivenSource } from '../../ir/graph.ts';
import { PipelineError } from '../../pipeline-error.ts';
import { runUserCode } from '../../user-code/user-code-error.ts';
import { readResult } from '../bodies/body-result.ts';
import { createHandle } from '../handles/handle.ts';
import { createRun } from '../run-variables.ts';
import { createScope, openPipelines, runInScope } from '../tracing/trace-state.ts';
import { withPipelineLocation } from '../tracing/with-pipeline-location.ts';
import type { AnyPipeline } from './any-pipeline.ts';
import { knownInputs, typedInput } from './known-inputs.ts';

/** The pipelines behind called ones, to compile those that are called in objects of their own. */
const pipelines = new WeakMap<CalledPipeline, AnyPipeline>();

/** Returns the pipeline behind a called one. */
export function pipelineOf(called: CalledPipeline): AnyPipeline {
  const found = pipelines.get(called);
  if (found === undefined) throw new Error(`unreachable: ${called.name} was called`);
  return found;
}

/**
 * Calls the body of a pipeline that another one calls, once for all calls.
 *
 * @throws PipelineError `PIPELINE_RECURSION` if it calls itself
 */
export function traceCalled(pipeline: AnyPipeline): CalledPipeline {
  const known = openPipelines();
  const found = known.get(pipeline);
  if (found !== undefined) return found;
  if (known.has(pipeline)) throw recursion(pipeline);
  known.set(pipeline, undefined);
  const scope = createScope('pipeline', undefined, pipeline.functions.defaults);
  const generated = knownInputs(pipeline);
  const inputs = pipeline.inputs.map((declared) => {
    const input = typedInput(declared, generated[declared.name]) ?? declared;
    const { name, schema } = input;
    const route = input.file ? ({ route: 'file' } as const) : {};
    const source: GivenSource = { kind: 'given', scope, name, what: `The input "${name}"`, schema, ...route };
    return { input, source };
  });
  const given = Object.fromEntries(inputs.map(({ source }) => [source.name, createHandle<never>(source)]));
  const options = {
    code: 'PIPELINE_BODY_FAILED',
    failure: `The body of the pipeline ${pipeline.name} threw an exception.`,
    place: locate(pipeline.site),
  };
  const result = withPipelineLocation(pipeline, () =>
    runInScope(scope, () =>
      runUserCode(options, () => readResult(pipeline.body(given as never, createRun()), scope)),
    ),
  );
  const { name, site } = pipeline;
  const clusterScope = String(pipeline.options.kind) === 'ClusterWorkflowTemplate';
  const called: CalledPipeline = { name, site, clusterScope, inputs, scope, result };
  pipelines.set(called, pipeline);
  known.set(pipeline, called);
  return called;
}

function recursion({ name }: AnyPipeline): PipelineError {
  return new PipelineError(
    'PIPELINE_RECURSION',
    `The pipeline ${name} calls itself, directly or through another pipeline. To repeat tasks until a condition holds, use repeatUntil(...).`,
  );
}
