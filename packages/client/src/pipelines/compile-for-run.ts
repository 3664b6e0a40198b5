import type { AnyPipeline } from '@tiphys/pipeline';
import {
  type CompiledPipeline,
  type CompileOptions,
  compilePipeline,
  compileReferences,
  createBundler,
} from '@tiphys/pipeline/compile';
import type { KubernetesObject } from '../contract/delivery.ts';

/** A pipeline that is ready to run. */
export interface CompiledForRun {
  readonly compiled: CompiledPipeline;
  /** The WorkflowTemplates that it calls, and the ConfigMaps of their repositories. */
  readonly objects: readonly KubernetesObject[];
}

/** Returns a function that compiles pipelines, each once. */
export function createCompiler(
  given: Partial<CompileOptions>,
): (pipeline: AnyPipeline) => Promise<CompiledForRun> {
  const known = new WeakMap<AnyPipeline, Promise<CompiledForRun>>();
  const options = { ...given, bundler: given.bundler ?? createBundler() };
  const compileAll = async (pipeline: AnyPipeline): Promise<CompiledForRun> => {
    const compiled = await compilePipeline(pipeline, options);
    const references = await compileReferences(compiled, (one) => compilePipeline(one, options));
    const objects = [compiled, ...references].flatMap(({ manifest, repository }) => [
      ...(manifest === compiled.manifest ? [] : [manifest]),
      ...(repository === undefined ? [] : [repository]),
    ]);
    return { compiled, objects };
  };
  return (pipeline) => {
    const found = known.get(pipeline) ?? compileAll(pipeline);
    known.set(pipeline, found);
    return found;
  };
}
