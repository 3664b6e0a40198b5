import { dependsResults, evaluateDepends, evaluateExpression } from '@tiphys/expression';
import { describeError } from '../../../contract/error-text.ts';
import type { RunNode } from '../../../state/node/run-node.ts';
import { type DagTask, taskNode } from './dag-activity.ts';

/**
 * Tells whether a task may run, after all its dependencies are done.
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
    throw new Error(describeFailure(tasks, task, describeError(error)));
  }
}

const REFERENCE = /([a-zA-Z0-9][-a-zA-Z0-9]*?\.[A-Z][a-zA-Z]+)|([a-zA-Z0-9][-a-zA-Z0-9]*)/g;

/** Returns Argo's message for a failure. Argo evaluates the text with bare names expanded and hyphens replaced. */
function describeFailure(tasks: ReadonlyMap<string, DagTask>, task: DagTask, reason: string): string {
  const text = (task.fields.depends ?? '')
    .replace(REFERENCE, (word, withResult) => withResult ?? writtenOut(word, tasks.get(word)))
    .replaceAll('-', '_');
  const describe = (message: string): string => `unable to evaluate expression '${text}': ${message}`;
  const results = Object.fromEntries(dependsResults.map((result) => [result, false]));
  const names = task.dependencies.map((name) => [name.replaceAll('-', '_'), results]);
  try {
    evaluateExpression(text, Object.fromEntries(names));
    return describe(reason);
  } catch (error) {
    return describe(error instanceof Error ? error.message : reason);
  }
}

function writtenOut(name: string, task: DagTask | undefined): string {
  const { continueOn } = task?.fields ?? {};
  const results = ['Succeeded', 'Skipped', 'Daemoned'];
  if (continueOn?.error) results.push('Errored');
  if (continueOn?.failed) results.push('Failed');
  return `(${results.map((result) => `${name}.${result}`).join(' || ')})`;
}

/** Tells whether a bare task name holds: Succeeded, Skipped or Daemoned, and the phases that `continueOn` accepts. */
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
