import type { TemplateFields } from '../../../manifest/fields.ts';
import type { RunState } from '../../../state/run-state.ts';
import { addAggregates } from '../../values/aggregate.ts';
import { addNode, createScope, type ReferenceScope } from '../../values/scope.ts';
import type { DagTask } from './dag-activity.ts';
import { ancestorsOf, isAncestor } from './dag-graph.ts';

/** The dag whose tasks can be referenced. */
export interface DagSurroundings {
  readonly tasks: ReadonlyMap<string, DagTask>;
  readonly template: TemplateFields;
}

/**
 * Returns the scope of a task: the tasks that it depends on. Reads only those that its text names, so that long chains stay cheap. See
 * docs/semantics/steps-and-dags.md#references-between-tasks.
 *
 * @throws Error of encoding/json if the results of a loop are not JSON
 */
export function taskScope(run: RunState, dag: DagSurroundings, task: DagTask): ReferenceScope {
  const scope = createScope(run, dag.template);
  const named = namedTasks(task.fields);
  const names = named?.filter((name) => isAncestor(dag.tasks, task, name)) ?? ancestorsOf(dag.tasks, task);
  for (const name of names) {
    const other = dag.tasks.get(name);
    if (other) addTask(scope, other);
  }
  return scope;
}

/**
 * Returns the scope of the outputs of a dag: every task that has a node.
 *
 * @throws Error of encoding/json if the results of a loop are not JSON
 */
export function outputScope(run: RunState, dag: DagSurroundings): ReferenceScope {
  const scope = createScope(run, dag.template);
  const named = namedTasks(dag.template.outputs ?? {});
  for (const name of named ?? [...dag.tasks.keys()]) {
    const task = dag.tasks.get(name);
    if (task) addTask(scope, task);
  }
  return scope;
}

function addTask(scope: ReferenceScope, task: DagTask): void {
  const { node } = task.own;
  if (!node) return;
  const prefix = `tasks.${task.name}`;
  addNode(scope, { kind: 'tasks', name: task.name }, node);
  if (node.fields.type !== 'TaskGroup') return;
  addAggregates(
    scope,
    prefix,
    task.iterations.flatMap((iteration) => iteration.node ?? []),
  );
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
