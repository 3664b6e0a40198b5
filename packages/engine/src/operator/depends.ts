import { evaluateDepends } from '@tiphys/expression';
import type { RunNode } from '../node/run-node.ts';
import { type DagTask, taskNode } from './dag-activity.ts';

/**
 * Tells whether a task may run, once all tasks that it depends on are done.
 * See docs/semantics/steps-and-dags.md#depends.
 *
 * @throws Error `unable to evaluate expression '...': ...`
 */
export function dependsHold(tasks: ReadonlyMap<string, DagTask>, task: DagTask): boolean {
  const { depends } = task.fields;
  if (!depends) return task.dependencies.every((name) => allowsDependant(tasks.get(name)));
  try {
    return evaluateDepends(depends, (name, result) => {
      const dependency = tasks.get(name);
      return result === undefined ? allowsDependant(dependency) : hasResult(dependency, result);
    });
  } catch (error) {
    throw new Error(
      `unable to evaluate expression '${depends}': ${error instanceof Error ? error.message : error}`,
    );
  }
}

/** A bare name: Succeeded, Skipped or Daemoned, and what `continueOn` forgives. */
function allowsDependant(task: DagTask | undefined): boolean {
  if (!task) return false;
  const { continueOn } = task.fields;
  return (
    hasResult(task, 'Succeeded') ||
    hasResult(task, 'Skipped') ||
    Boolean(continueOn?.failed && hasResult(task, 'Failed')) ||
    Boolean(continueOn?.error && hasResult(task, 'Errored'))
  );
}

function hasResult(task: DagTask | undefined, result: string): boolean {
  const node = task && taskNode(task);
  if (!node) return false;
  switch (result) {
    case 'Errored':
      return node.fields.phase === 'Error';
    case 'Succeeded':
    case 'Failed':
    case 'Skipped':
    case 'Omitted':
      return node.fields.phase === result;
    case 'AnySucceeded':
      return iterations(node).some(({ fields }) => fields.phase === 'Succeeded');
    case 'AllFailed':
      return iterations(node).length > 0 && iterations(node).every(({ fields }) => fields.phase === 'Failed');
    default:
      return false;
  }
}

function iterations(node: RunNode): readonly RunNode[] {
  if (node.fields.type !== 'TaskGroup') return [];
  return node.children.filter(({ fields }) => !fields.nodeFlag?.hooked);
}
