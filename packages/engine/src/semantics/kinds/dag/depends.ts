import { dependsResults, evaluateDepends, evaluateExpression } from '@tiphys/expression';
import { describeError } from '../../../contract/error-text.ts';
import type { DagActivity } from '../../../state/activities/dag-activity.ts';
import type { RunNode } from '../../../state/node/run-node.ts';
import type { RunState } from '../../../state/run-state.ts';
import { childrenOf } from '../../../state/tree/find-node.ts';
import { type DagGraph, type GraphTask, graphOf } from './dag-graph.ts';
import { taskNode } from './task-invocation.ts';

/**
 * Tells whether a task may run, after all its dependencies are done.
 * See docs/semantics/steps-and-dags.md#depends.
 *
 * @throws Error `unable to evaluate expression '...': ...`
 */
export function dependsHold(run: RunState, dag: DagActivity, task: GraphTask): boolean {
  const { depends } = task.fields;
  const graph = graphOf(dag.body.template);
  const dependencyOf = (name: string): Dependency => ({
    run,
    task: graph.tasks.get(name),
    node: taskNode(run, dag, name),
  });
  if (task.dependencies.some((name) => RESERVED.test(name))) refuseReserved(graph, task);
  if (!depends) return task.dependencies.every((name) => allowsDependant(dependencyOf(name)));
  try {
    return evaluateDepends(depends, (name, result) => {
      const dependency = dependencyOf(name);
      return result === undefined ? allowsDependant(dependency) : hasResult(dependency, result);
    });
  } catch (error) {
    throw new Error(describeFailure(graph, task, describeError(error)));
  }
}

/** Words that are not names in an expression. */
const RESERVED = /^(and|contains|else|endsWith|false|if|in|let|matches|nil|not|or|startsWith|true)$/;

function refuseReserved(graph: DagGraph, task: GraphTask): void {
  const reason = failureOf(graph, task);
  if (reason !== undefined) throw new Error(reason);
}

const REFERENCE = /([a-zA-Z0-9][-a-zA-Z0-9]*?\.[A-Z][a-zA-Z]+)|([a-zA-Z0-9][-a-zA-Z0-9]*)/g;

/** Returns Argo's message for a failure, or a given reason if only the values are at fault. */
function describeFailure(graph: DagGraph, task: GraphTask, reason: string): string {
  return failureOf(graph, task) ?? describe(textOf(graph, task), reason);
}

/** Returns Argo's message if the text is not an expression. Argo evaluates it with bare names expanded and hyphens replaced. */
function failureOf(graph: DagGraph, task: GraphTask): string | undefined {
  const text = textOf(graph, task);
  const results = Object.fromEntries(dependsResults.map((result) => [result, false]));
  const names = task.dependencies.map((name) => [name.replaceAll('-', '_'), results]);
  try {
    evaluateExpression(text, Object.fromEntries(names));
    return undefined;
  } catch (error) {
    return describe(text, describeError(error));
  }
}

function textOf({ tasks }: DagGraph, { fields, dependencies }: GraphTask): string {
  const text = fields.depends
    ? fields.depends.replace(REFERENCE, (word, withResult) => withResult ?? writtenOut(word, tasks.get(word)))
    : dependencies.map((name) => writtenOut(name, tasks.get(name))).join(' && ');
  return text.replaceAll('-', '_');
}

function describe(text: string, reason: string): string {
  return `unable to evaluate expression '${text}': ${reason}`;
}

function writtenOut(name: string, task: GraphTask | undefined): string {
  const { continueOn } = task?.fields ?? {};
  const results = ['Succeeded', 'Skipped', 'Daemoned'];
  if (continueOn?.error) results.push('Errored');
  if (continueOn?.failed) results.push('Failed');
  return `(${results.map((result) => `${name}.${result}`).join(' || ')})`;
}

/** A task that another depends on, and its node. */
interface Dependency {
  readonly run: RunState;
  readonly task: GraphTask | undefined;
  readonly node: RunNode | undefined;
}

/** Tells whether a bare task name holds: Succeeded, Skipped or Daemoned, and the phases that `continueOn` accepts. */
function allowsDependant(dependency: Dependency): boolean {
  const { continueOn } = dependency.task?.fields ?? {};
  return (
    hasResult(dependency, 'Succeeded') ||
    hasResult(dependency, 'Skipped') ||
    hasResult(dependency, 'Daemoned') ||
    Boolean(continueOn?.failed && hasResult(dependency, 'Failed')) ||
    Boolean(continueOn?.error && hasResult(dependency, 'Errored'))
  );
}

function hasResult({ run, node }: Dependency, result: string): boolean {
  if (!node) return false;
  switch (result) {
    case 'Errored':
      return node.fields.phase === 'Error';
    case 'Succeeded':
    case 'Failed':
    case 'Skipped':
    case 'Omitted':
      return node.fields.phase === result;
    case 'Daemoned':
      return node.fields.daemoned === true;
    case 'AnySucceeded':
      return iterations(run, node).some(({ fields }) => fields.phase === 'Succeeded');
    case 'AllFailed':
      return (
        iterations(run, node).length > 0 &&
        iterations(run, node).every(({ fields }) => fields.phase === 'Failed')
      );
    default:
      return false;
  }
}

function iterations(run: RunState, node: RunNode): readonly RunNode[] {
  if (node.fields.type !== 'TaskGroup') return [];
  return childrenOf(run, node).filter(({ fields }) => !fields.nodeFlag?.hooked);
}
