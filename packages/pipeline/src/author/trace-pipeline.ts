import { locate } from '../ir/call-site.ts';
import { calledPipelines } from '../ir/called-pipelines.ts';
import type { Handler, InputSource, Scope } from '../ir/graph.ts';
import type { Output } from '../ir/surface/output.ts';
import type { Trace } from '../ir/trace.ts';
import { PipelineError } from '../pipeline-error.ts';
import { runUserCode } from '../user-code/user-code-error.ts';
import { assertNotAsync, readResult } from './bodies/body-result.ts';
import { runOutcome } from './handlers/run-outcome.ts';
import { traceHook } from './handlers/trace-handlers.ts';
import { createHandle } from './handles/handle.ts';
import { ignoreRejection } from './handles/ignore-rejection.ts';
import type { AnyPipeline } from './pipelines/any-pipeline.ts';
import { callItself } from './pipelines/call-of-itself.ts';
import { readLabels } from './pipelines/read-labels.ts';
import { isTemplateKind } from './pipelines/template-run.ts';
import { createRun } from './run-variables.ts';
import { createScope, findScope, runInScope, startTrace, takeRefusal } from './tracing/trace-state.ts';
import { withPipelineLocation } from './tracing/with-pipeline-location.ts';

/**
 * Calls the body of a pipeline, and returns the tasks that it adds.
 *
 * @throws PipelineError `PIPELINE_BODY_FAILED` with the user's message and line if the body throws; errors of the functions used in it
 */
export function tracePipeline(pipeline: AnyPipeline): Trace {
  if (findScope() !== undefined) {
    throw new PipelineError(
      'PIPELINE_NESTED',
      `The pipeline ${pipeline.name} was compiled inside the body of another one. Call components there, not pipelines.`,
      { location: locate(pipeline.site) },
    );
  }
  const inputs = pipeline.inputs
    .filter(({ file }) => file === undefined)
    .map((input): InputSource => ({ kind: 'input', scope: undefined, name: input.name, input }));
  const given = {
    ...Object.fromEntries(inputs.map((source) => [source.name, createHandle<never>(source)])),
    ...givenFiles(pipeline),
  };
  const run = createRun();
  const main = createScope('pipeline', undefined, pipeline.functions.defaults);
  startTrace();
  const result = runBody(pipeline, { what: 'The body', scope: main }, () =>
    isTemplateKind(pipeline.options.kind)
      ? callItself(pipeline, inputs, main)
      : readResult(pipeline.body(given as never, run), main),
  );
  const labels = runBody(pipeline, { what: 'The option "labels"', scope: main }, () =>
    readLabels(pipeline, main, given),
  );
  const hooks = traceHooks(pipeline);
  const ofHooks = hooks.map(({ body }) => body.scope);
  const { onExit } = pipeline.options;
  if (onExit === undefined)
    return {
      inputs,
      main,
      result,
      labels,
      exit: undefined,
      hooks,
      called: calledPipelines([main, ...ofHooks]),
    };
  const exit = createScope('exit', undefined, pipeline.functions.defaults);
  runBody(pipeline, { what: 'The exit handler', scope: exit }, () =>
    assertNotAsync(onExit(runOutcome(exit, result), given, run)),
  );
  return { inputs, main, result, labels, exit, hooks, called: calledPipelines([main, exit, ...ofHooks]) };
}

/**
 * Returns the files that the body gets for inputs that are files: a workflow is submitted with values only, so these are the defaults.
 *
 * @throws PipelineError `PIPELINE_INPUT_REQUIRED`
 */
function givenFiles({ inputs, name, options, site }: AnyPipeline): Readonly<Record<string, Output<never>>> {
  const files = inputs.filter(({ file }) => file);
  const missing = files.find((input) => input.default === undefined);
  if (missing !== undefined)
    throw new PipelineError(
      'PIPELINE_INPUT_REQUIRED',
      `The input "${missing.name}" of the pipeline ${name} is a file, and a ${options.kind ?? 'workflow'} is submitted with values only. Give it a default: inputFile({ default: file.http(...) }).`,
      { location: locate(site) },
    );
  // The declaration takes handles only.
  return Object.fromEntries(files.map((input) => [input.name, input.default?.value as Output<never>]));
}

function traceHooks(pipeline: AnyPipeline): readonly Handler[] {
  return Object.entries(pipeline.options.hooks ?? {}).map(([name, given]) => {
    const scope = createScope('exit', undefined, pipeline.functions.defaults);
    const what = `The hook "${name}"`;
    return runBody(pipeline, { what, scope }, () =>
      traceHook({ name, what: `${what} of the pipeline ${pipeline.name}`, scope }, given),
    );
  });
}

/** Runs a body. The use of an output as a value ends the compilation, even if the body catches the error or is async. */
function runBody<T>(
  pipeline: AnyPipeline,
  { what, scope }: { readonly what: string; readonly scope: Scope },
  run: () => T,
): T {
  const options = {
    code: 'PIPELINE_BODY_FAILED',
    failure: `${what} of the pipeline ${pipeline.name} threw an exception.`,
    place: locate(pipeline.site),
  };
  takeRefusal();
  return withPipelineLocation(pipeline, () => {
    const outcome = settle(() => runInScope(scope, () => runUserCode(options, run)));
    const refusal = takeRefusal();
    if (refusal !== undefined) ignoreRejection(refusal);
    if ('error' in outcome)
      throw refusal === undefined || isSame(outcome.error, refusal) ? outcome.error : refusal;
    if (refusal !== undefined) throw refusal;
    return outcome.value;
  });
}

type Outcome<T> = { readonly value: T } | { readonly error: unknown };

function settle<T>(run: () => T): Outcome<T> {
  try {
    return { value: run() };
  } catch (error) {
    return { error };
  }
}

/** Tells whether an error is the refusal, possibly with a location added. */
function isSame(error: unknown, refusal: unknown): boolean {
  return error instanceof Error && refusal instanceof Error && error.message === refusal.message;
}
