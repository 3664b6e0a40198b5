import type { AnyPipeline } from '../author/pipelines/any-pipeline.ts';
import type { CompiledPipeline } from './compile-pipeline.ts';

/**
 * Compiles the pipelines that a compiled pipeline refers to, directly or through others, each once.
 *
 * @param compile compiles one of them
 * @param referencesOf returns the pipelines that count. @default all
 */
export async function compileReferences(
  first: CompiledPipeline,
  compile: (pipeline: AnyPipeline) => Promise<CompiledPipeline>,
  referencesOf: (compiled: CompiledPipeline) => readonly AnyPipeline[] = ({ references }) => references,
): Promise<readonly CompiledPipeline[]> {
  const found = new Map<AnyPipeline, CompiledPipeline>();
  const open = [...referencesOf(first)];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (found.has(next)) continue;
    const compiled = await compile(next);
    found.set(next, compiled);
    open.push(...referencesOf(compiled));
  }
  return [...found.values()];
}
