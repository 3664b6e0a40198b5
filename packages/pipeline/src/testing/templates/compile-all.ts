import type { AnyPipeline } from '../../author/pipelines/any-pipeline.ts';
import type { ComponentBundler } from '../../code/component-code.ts';
import { type CompiledPipeline, compilePipeline } from '../../compile/compile-pipeline.ts';

/** Functions run in this process, so the manifest needs no code. */
const noCode: ComponentBundler = {
  bundle: async (components) => new Map(components.map((one) => [one, { alone: () => '' }])),
};

/** Compiles a pipeline, and those whose templates it calls, directly or through others. */
export async function compileAll(
  pipeline: AnyPipeline,
): Promise<readonly [CompiledPipeline, ...CompiledPipeline[]]> {
  const first = await compilePipeline(pipeline, { bundler: noCode });
  const references = new Map<AnyPipeline, CompiledPipeline>();
  const open = calledBy(first);
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (references.has(next)) continue;
    const compiled = await compilePipeline(next, { bundler: noCode });
    references.set(next, compiled);
    open.push(...calledBy(compiled));
  }
  return [first, ...references.values()];
}

/** Returns the pipelines whose templates a pipeline calls, without those that it only submits. */
function calledBy({ manifest, references }: CompiledPipeline): AnyPipeline[] {
  const spec = manifest.kind === 'CronWorkflow' ? manifest.spec.workflowSpec : manifest.spec;
  const tasks = (spec.templates ?? []).flatMap(({ dag }) => dag?.tasks ?? []);
  const names = new Set(tasks.map(({ templateRef }) => templateRef?.name));
  return references.filter(({ name }) => names.has(name));
}
