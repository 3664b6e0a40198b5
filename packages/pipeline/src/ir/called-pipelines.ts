import type { CalledPipeline, Scope } from './graph.ts';
import type { Trace } from './trace.ts';
import { walkTasks } from './walk.ts';

/** Returns the pipelines that are called in bodies. */
export function calledPipelines(scopes: readonly Scope[]): Trace['called'] {
  const parts = new Set<CalledPipeline>();
  const references = new Set<CalledPipeline>();
  const visit = (scope: Scope): void =>
    walkTasks(scope, (task) => {
      if (task.kind !== 'call' || task.called === undefined) return;
      const { how, pipeline } = task.called;
      if (how !== 'part') references.add(pipeline);
      else if (!parts.has(pipeline)) {
        visit(pipeline.scope);
        parts.add(pipeline);
      }
    });
  scopes.forEach(visit);
  return { parts: [...parts], references: [...references] };
}
