import type { BodyResult, LoopNode, Scope, Source } from '../../ir/graph.ts';
import { namedResults } from '../../ir/outputs/named-results.ts';
import { walkSource, walkTask } from '../../ir/walk.ts';

/** Tells whether the tasks or the result of a loop's body use its index. */
export function readsIndex(loop: LoopNode, { tasks }: Scope, result: BodyResult): boolean {
  let found = false;
  const source = (one: Source): void => {
    if (one.kind === 'index' && one.loop === loop) found = true;
  };
  for (const task of tasks) walkTask(task, { source });
  for (const [, one] of namedResults(result)) walkSource(one, { source });
  return found;
}
