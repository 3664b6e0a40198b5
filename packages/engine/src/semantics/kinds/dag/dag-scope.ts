import type { DagActivity } from '../../../state/activities/dag-activity.ts';
import type { ReferenceScope } from '../../../state/reference-scope.ts';
import type { RunState } from '../../../state/run-state.ts';
import { addAggregates } from '../../values/aggregate.ts';
import { addNode, createScope } from '../../values/scope.ts';
import { ancestorsOf, type GraphTask, graphOf, isAncestor } from './dag-graph.ts';
import { iterationNodes, taskNode } from './task-invocation.ts';

/**
 * Returns the scope of a task: the tasks that it depends on. Reads only those that its text names, so that long chains stay cheap. See
 * docs/semantics/steps-and-dags.md#references-between-tasks.
 *
 * @throws Error of encoding/json if the results of a loop are not JSON
 */
export function taskScope(run: RunState, dag: DagActivity, task: GraphTask): ReferenceScope {
  const graph = graphOf(dag.body.template);
  assertAncestors(run, dag, task);
  const scope = createScope(run, dag.body.template);
  const named = namedTasks(task.fields);
  const names = named?.filter((name) => isAncestor(graph, task, name)) ?? ancestorsOf(graph, task);
  for (const name of names) addTask(run, dag, scope, name);
  return scope;
}

/**
 * Refuses a task that depends on the loop of an inline template, whatever it needs of it: Argo does not find the template of a TaskGroup without
 * a name. See docs/semantics/loops.md#aggregated-outputs.
 */
function assertAncestors(run: RunState, dag: DagActivity, task: GraphTask): void {
  const graph = graphOf(dag.body.template);
  for (const name of graph.inlineLoops) {
    if (taskNode(run, dag, name)?.fields.type !== 'TaskGroup' || !isAncestor(graph, task, name)) continue;
    throw new Error('failed to get a template');
  }
}

/**
 * Returns the scope of the outputs of a dag: every task that has a node.
 *
 * @throws Error of encoding/json if the results of a loop are not JSON
 */
export function outputScope(run: RunState, dag: DagActivity): ReferenceScope {
  const { template } = dag.body;
  const { tasks } = graphOf(template);
  const scope = createScope(run, template);
  for (const name of namedTasks(template.outputs ?? {}) ?? tasks.keys())
    if (tasks.has(name)) addTask(run, dag, scope, name);
  return scope;
}

function addTask(run: RunState, dag: DagActivity, scope: ReferenceScope, name: string): void {
  const node = taskNode(run, dag, name);
  if (!node) return;
  addNode(run, scope, { kind: 'tasks', name }, node);
  if (node.fields.type !== 'TaskGroup') return;
  addAggregates(scope, `tasks.${name}`, iterationNodes(run, dag, name));
}

const namedByText = new WeakMap<object, readonly string[] | null>();

/** Returns the names of the tasks that a text refers to; undefined if it may refer to any. */
function namedTasks(fields: object): readonly string[] | undefined {
  let names = namedByText.get(fields);
  if (names === undefined) {
    names = readNames(JSON.stringify(fields));
    namedByText.set(fields, names);
  }
  return names ?? undefined;
}

function readNames(text: string): readonly string[] | null {
  const names = new Set<string>();
  for (const [, dotted, bracketed, rest] of text.matchAll(
    /\btasks(?:\??\.([-\w]+)|\??\.?\[\\?["']([^"'\\]+)\\?["']\]|([^-\w]))/g,
  )) {
    if (rest !== undefined) return null;
    names.add(dotted ?? bracketed ?? '');
  }
  return [...names];
}
