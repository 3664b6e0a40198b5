import { locate } from '../../ir/call-site.ts';
import type { Ending, LoopNode, TaskNode } from '../../ir/graph.ts';
import type { Trace } from '../../ir/trace.ts';
import { walkTrace } from '../../ir/walk.ts';
import { PipelineError } from '../../pipeline-error.ts';

/**
 * Returns the loops with `anySucceeded` or `allFailed`. Argo only knows these endings of a looped task, so such a loop has no template of its own.
 *
 * @throws PipelineError `PIPELINE_WATCHED_LOOP` if the loop needs a template of its own
 */
export function findWatchedLoops(trace: Trace): ReadonlySet<LoopNode> {
  const watchers = new Map<LoopNode, TaskNode>();
  walkTrace(trace, {
    task(task) {
      for (const ending of task.after ?? []) for (const loop of loopsIn(ending)) watchers.set(loop, task);
    },
  });
  if (watchers.size === 0) return new Set();
  for (const [loop, watcher] of watchers) {
    if (loop.parallelism !== undefined) throw refuse(loop, watcher, 'it has the option "parallelism"');
    if (loop.collected) throw refuse(loop, watcher, 'it collects files');
    if (loop.handlers !== undefined) throw refuse(loop, watcher, 'it has an exit handler');
  }
  walkTrace(trace, {
    source(source) {
      const watcher = source.kind === 'loop' ? watchers.get(source) : undefined;
      if (source.kind === 'loop' && watcher !== undefined)
        throw refuse(source, watcher, 'its results are used');
    },
  });
  return new Set(watchers.keys());
}

function loopsIn(ending: Ending): readonly LoopNode[] {
  if (ending.kind === 'not') return loopsIn(ending.of);
  if (ending.kind !== 'end') return ending.of.flatMap(loopsIn);
  const { of, when } = ending;
  return of.kind === 'loop' && (when === 'anySucceeded' || when === 'allFailed') ? [of] : [];
}

function refuse(loop: LoopNode, watcher: TaskNode, reason: string): PipelineError {
  return new PipelineError(
    'PIPELINE_WATCHED_LOOP',
    `"${watcher.name}" waits for anySucceeded or allFailed of the loop "${loop.name}", which Argo only offers for a loop without a template of its own, but ${reason}. Write forEach(list, (item) => attempt(() => ...).settled()), and test the results.`,
    { location: locate(watcher.site) },
  );
}
