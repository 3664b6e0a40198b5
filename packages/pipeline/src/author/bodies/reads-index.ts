import type { BodyResult, LoopNode, Scope } from '../../ir/graph.ts';
import { namedResults } from '../../ir/outputs/named-results.ts';
import { meetsSource, walkSource, walkTask } from '../../ir/walk.ts';

/** Tells whether the tasks or the result of a loop's body use its index. */
export function readsIndex(loop: LoopNode, { tasks }: Scope, result: BodyResult): boolean {
  return meetsSource(
    (visitor) => {
      for (const task of tasks) walkTask(task, visitor);
      for (const [, one] of namedResults(result)) walkSource(one, visitor);
    },
    (source) => source.kind === 'index' && source.loop === loop,
  );
}
