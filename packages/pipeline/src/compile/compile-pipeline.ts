import type { CronWorkflow, Workflow, WorkflowTemplate } from '@tiphys/models';
import type { Pipeline } from '../author/pipeline.ts';
import type { ComponentBundler } from '../component-code.ts';
import type { ComponentDescriptor } from '../component-descriptor.ts';
import { readFormulas } from '../formula/read-formulas.ts';
import { buildManifest } from '../manifest/build-manifest.ts';
import { type InputSchemas, resolveInputs } from '../manifest/resolve-inputs.ts';
import { locate } from '../trace/call-site.ts';
import type { Scope, TaskNode, Trace } from '../trace/scope.ts';
import { tracePipeline } from '../trace/trace-pipeline.ts';
import { type CompiledInput, describeInput } from './compiled-input.ts';
import { type CompiledOutput, describeOutputs } from './compiled-output.ts';

/** Options of {@link compilePipeline}. */
export interface CompileOptions {
  /** Makes the code of the components. */
  readonly bundler: ComponentBundler;
  /** Schemas of this pipeline's inputs by name, as `tiphys generate` read them from the types. @default {} */
  readonly inputSchemas?: InputSchemas;
  /** Image of components that name none. @default 'node:24-slim' */
  readonly image?: string;
}

/** A pipeline as an Argo object, with what is known of its inputs and outputs. */
export interface CompiledPipeline {
  readonly name: string;
  readonly manifest: Workflow | WorkflowTemplate | CronWorkflow;
  readonly inputs: readonly CompiledInput[];
  readonly outputs: readonly CompiledOutput[];
}

/**
 * Returns a pipeline as an Argo object.
 *
 * @throws PipelineError with the place in the user's source, for all that the compiler of TypeScript cannot see
 */
export async function compilePipeline(
  pipeline: Pipeline,
  options: CompileOptions,
): Promise<CompiledPipeline> {
  const trace = tracePipeline(pipeline);
  const inputs = resolveInputs(trace, options.inputSchemas, locate(pipeline.site));
  const trees = await readFormulas(trace);
  const codes = await options.bundler.bundle([...componentsOf(trace)]);
  const manifest = buildManifest(pipeline, trace, codes, {
    ...(options.image === undefined ? {} : { image: options.image }),
    loaderFor: (component, packed) => options.bundler.loaderFor(component, packed),
    trees,
  });
  return {
    name: pipeline.name,
    manifest,
    inputs: inputs.map(describeInput),
    outputs: describeOutputs(trace.result),
  };
}

/** Returns the components that a pipeline calls. */
function componentsOf(trace: Trace): ReadonlySet<ComponentDescriptor> {
  const found = new Set<ComponentDescriptor>();
  const visitScope = (scope: Scope | undefined): void => scope?.tasks.forEach(visitTask);
  const visitTask = (task: TaskNode): void => {
    if (task.kind === 'call') found.add(task.component.descriptor);
    else if (task.kind === 'loop') visitScope(task.body);
    else [task.then, task.otherwise].forEach(visitScope);
  };
  [trace.main, trace.exit].forEach(visitScope);
  return found;
}
