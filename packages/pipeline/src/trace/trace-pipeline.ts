import { assertNotAsync, readResult } from '../author/body-result.ts';
import type { Pipeline } from '../author/pipeline.ts';
import { PipelineError } from '../pipeline-error.ts';
import { runUserCode } from '../user-code/user-code-error.ts';
import { locate } from './call-site.ts';
import { createHandle } from './handle.ts';
import type { Trace } from './scope.ts';
import type { InputSource } from './source.ts';
import { createScope, findScope, runInScope } from './trace-state.ts';
import { withPipelineLocation } from './with-pipeline-location.ts';

/**
 * Returns the tasks that a pipeline's body lays out.
 *
 * @throws PipelineError `PIPELINE_BODY_FAILED` with the author's message and line when the body throws; what the functions used in it throw
 */
export function tracePipeline(pipeline: Pipeline): Trace {
  if (findScope() !== undefined) {
    throw new PipelineError('PIPELINE_NESTED', {
      message: `The pipeline ${pipeline.name} was built inside the body of another one. Call components there, not pipelines.`,
      location: locate(pipeline.site),
    });
  }
  const inputs = pipeline.inputs.map(
    (input): InputSource => ({ kind: 'input', scope: undefined, name: input.name, input }),
  );
  const given = Object.fromEntries(inputs.map((source) => [source.name, createHandle<never>(source)]));
  const main = createScope('pipeline', undefined);
  const result = runInScope(main, () =>
    runBody(pipeline, 'The body', () => readResult(pipeline.body(given as never), main)),
  );
  const { onExit } = pipeline.options;
  if (onExit === undefined) return { inputs, main, result, exit: undefined };
  const exit = createScope('exit', undefined);
  const status = createHandle<'Succeeded' | 'Failed' | 'Error'>({
    kind: 'outcome',
    scope: undefined,
    name: 'status',
  });
  runInScope(exit, () =>
    runBody(pipeline, 'The exit handler', () => assertNotAsync(onExit({ status }, given))),
  );
  return { inputs, main, result, exit };
}

function runBody<T>(pipeline: Pipeline, what: string, run: () => T): T {
  const options = {
    code: 'PIPELINE_BODY_FAILED',
    failure: `${what} of the pipeline ${pipeline.name} threw an exception.`,
    place: locate(pipeline.site),
  };
  return withPipelineLocation(pipeline, () => runUserCode(options, run));
}
