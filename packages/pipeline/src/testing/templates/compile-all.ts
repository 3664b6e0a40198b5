import type { AnyPipeline } from '../../author/pipelines/any-pipeline.ts';
import type { ComponentBundler } from '../../code/component-code.ts';
import { type CompiledPipeline, compilePipeline } from '../../compile/compile-pipeline.ts';
import { compileReferences } from '../../compile/compile-references.ts';
import { callsOf } from '../../values/calls-of.ts';

/** Functions run in this process, so the manifest needs no code. */
const noCode: ComponentBundler = {
  bundle: async (components) => new Map(components.map((one) => [one, { alone: () => '' }])),
};

/** Compiles a pipeline, and those whose templates it calls, directly or through others. */
export async function compileAll(
  pipeline: AnyPipeline,
): Promise<readonly [CompiledPipeline, ...CompiledPipeline[]]> {
  const compile = (one: AnyPipeline): Promise<CompiledPipeline> => compilePipeline(one, { bundler: noCode });
  const first = await compile(pipeline);
  return [first, ...(await compileReferences(first, compile, calledBy))];
}

/** Returns the pipelines whose templates a pipeline calls, without those that it only submits. */
function calledBy({ manifest, references }: CompiledPipeline): readonly AnyPipeline[] {
  const spec = manifest.kind === 'CronWorkflow' ? manifest.spec.workflowSpec : manifest.spec;
  const tasks = (spec.templates ?? []).flatMap(callsOf);
  const names = new Set(tasks.map(({ templateRef }) => templateRef?.name));
  return references.filter(({ name }) => names.has(name));
}
