import type { Workflow } from '@tiphys/models';
import { toWorkflow } from '@tiphys/models/facts';
import { type CompileOptions, encodeInputs, type TypedPipeline } from '@tiphys/pipeline/compile';
import type { CallOptions, Runs } from '@tiphys/runs';
import { ClientError } from '../contract/client-error.ts';
import type { Cluster } from '../contract/cluster.ts';
import type { KubernetesObject } from '../contract/delivery.ts';
import { submitWithObjects } from '../delivering/submit-with-objects.ts';
import { type CompiledForRun, createCompiler } from './compile-for-run.ts';
import { openPipelineRun } from './open-pipeline-run.ts';
import type { PipelineArguments, SubmitPipelineOptions } from './pipeline-arguments.ts';
import type { PipelineRun } from './pipeline-run.ts';

/** Options of {@link createClient}. */
export interface ClientOptions extends Partial<CompileOptions> {
  /** Objects that pipelines refer to, such as ConfigMaps. Those that a cluster does not have are created there before a run. @default none */
  readonly objects?: readonly KubernetesObject[] | undefined;
}

/** Runs pipelines somewhere, with their types. */
export interface PipelineClient {
  /**
   * Compiles a pipeline, checks the values of its inputs, and starts it. A pipeline of another kind than `Workflow` runs once, as it is in the code.
   * WorkflowTemplates that it calls are created if the cluster does not have them.
   *
   * @throws PipelineError `PIPELINE_UNKNOWN_ARGUMENT`, `PIPELINE_MISSING_ARGUMENT`, `PIPELINE_INPUT_INVALID`, and the errors of compiling it
   * @throws ClientError, RunsError, or EngineError for a local run, if it cannot be started
   */
  submit<TInputs, TResult>(
    pipeline: TypedPipeline<TInputs, TResult>,
    ...given: PipelineArguments<NoInfer<TInputs>>
  ): Promise<PipelineRun<TResult>>;
  /**
   * Returns a run that exists. It must be a run of this pipeline, or of one with the same outputs.
   *
   * @throws RunsError `RUNS_UNKNOWN_RUN`; the errors of compiling the pipeline
   */
  attach<TInputs, TResult>(
    pipeline: TypedPipeline<TInputs, TResult>,
    name: string,
    call?: CallOptions,
  ): Promise<PipelineRun<TResult>>;
}

/**
 * Returns a client that runs pipelines in a cluster, or wherever the given runs are.
 *
 * @example
 * ```ts
 * import type { Cluster } from '@tiphys/client';
 * import { forEach, pipeline } from '@tiphys/pipeline';
 * import { draw, square, total } from './components.generated.ts';
 *
 * const squares = pipeline('squares', { count: 6 }, ({ count }) => {
 *   const values = forEach(draw({ count }), (x) => square({ x }));
 *   return { sum: total({ values }) };
 * });
 *
 * export async function sumOfSquares(cluster: Cluster): Promise<number> {
 *   const run = await createClient(cluster).submit(squares, { count: 5 });
 *   for await (const { displayName, phase } of run.nodes()) console.log(displayName, phase);
 *   return (await run.result()).sum;
 * }
 * ```
 */
export function createClient(target: Cluster | Runs, options: ClientOptions = {}): PipelineClient {
  const { objects = [], ...compileOptions } = options;
  const runs = 'runs' in target ? target.runs : target;
  const compile = createCompiler(compileOptions);
  return {
    async submit(pipeline, ...given) {
      assertPipeline(pipeline, 'submit');
      // The type of the arguments depends on that of the pipeline.
      const [values = {}, submission = {}] = given as readonly [
        Readonly<Record<string, unknown>>?,
        SubmitPipelineOptions?,
      ];
      const compiled = await compile(pipeline);
      const workflow = prepareWorkflow(compiled, values, submission);
      const { signal } = submission;
      const known = [...compiled.objects, ...objects];
      if (!('runs' in target)) {
        const { metadata } = await runs.submit(workflow, { signal, objects: known });
        return openPipelineRun(runs, metadata.name ?? '', compiled);
      }
      const { run, ...delivered } = await submitWithObjects(target, workflow, known, { signal });
      return openPipelineRun(runs, run.metadata.name ?? '', compiled, delivered);
    },
    async attach(pipeline, name, call) {
      assertPipeline(pipeline, 'attach');
      const compiled = await compile(pipeline);
      const { metadata } = await runs.get(name, call);
      return openPipelineRun(runs, metadata.name ?? name, compiled);
    },
  };
}

/** Returns the workflow of a pipeline, with the values of its inputs. */
function prepareWorkflow(
  { compiled }: CompiledForRun,
  values: Readonly<Record<string, unknown>>,
  { name, labels, annotations }: SubmitPipelineOptions,
): Workflow {
  const { metadata, spec, ...workflow } = toWorkflow(compiled.manifest);
  const texts = encodeInputs(compiled, values);
  const parameters = spec.arguments?.parameters?.map((parameter) => {
    const value = texts[parameter.name];
    if (value === undefined) return parameter;
    const { valueFrom: _, ...rest } = parameter;
    return { ...rest, value };
  });
  const { generateName, ...others } = metadata;
  return {
    ...workflow,
    metadata: {
      ...others,
      ...(name === undefined ? { generateName: generateName ?? `${compiled.name}-` } : { name }),
      ...(labels && { labels: { ...metadata.labels, ...labels } }),
      ...(annotations && { annotations: { ...metadata.annotations, ...annotations } }),
    },
    spec: parameters === undefined ? spec : { ...spec, arguments: { ...spec.arguments, parameters } },
  };
}

function assertPipeline(pipeline: unknown, method: string): void {
  if ((pipeline as { readonly kind?: unknown } | null | undefined)?.kind === 'tiphys-pipeline') return;
  throw new ClientError(
    'CLIENT_ARGUMENT',
    `The first argument of ${method} must be a pipeline, but it is ${pipeline === null ? 'null' : `of type ${typeof pipeline}`}. Import the pipeline from its module.`,
  );
}
