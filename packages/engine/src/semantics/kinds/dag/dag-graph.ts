import { dependsTasks } from '@tiphys/expression';
import type { DagTaskFields, TemplateFields } from '../../../manifest/fields.ts';
import { isLoop } from '../../loops/expand-call.ts';

/** The tasks of a dag, and which of them are its targets. See docs/semantics/steps-and-dags.md#targets. */
export interface DagGraph {
  /** In the order of the template. */
  readonly tasks: ReadonlyMap<string, GraphTask>;
  readonly targets: readonly GraphTask[];
  /** Names of the tasks that a target needs. */
  readonly needed: ReadonlySet<string>;
  /** Their places in the order in which Argo visits them: from each target, after its dependencies. */
  readonly order: ReadonlyMap<string, number>;
  /** Names of the tasks that loop over an inline template. */
  readonly inlineLoops: readonly string[];
}

/** A task of a dag with its neighbours. */
export interface GraphTask {
  readonly name: string;
  readonly fields: DagTaskFields;
  readonly dependencies: readonly string[];
  readonly dependants: readonly string[];
}

const graphs = new WeakMap<TemplateFields, DagGraph>();

/**
 * Returns the graph of a dag template.
 *
 * @throws Error if a task depends on one that does not exist
 */
export function graphOf(template: TemplateFields): DagGraph {
  let graph = graphs.get(template);
  if (graph === undefined) {
    graph = readGraph(template);
    graphs.set(template, graph);
  }
  return graph;
}

function readGraph(template: TemplateFields): DagGraph {
  const tasks = new Map<string, GraphTask & { readonly dependants: string[] }>();
  for (const fields of template.dag?.tasks ?? []) {
    tasks.set(fields.name, {
      name: fields.name,
      fields,
      dependencies: dependenciesOf(fields),
      dependants: [],
    });
  }
  for (const task of tasks.values()) {
    for (const name of task.dependencies) {
      const dependency = tasks.get(name);
      if (!dependency) throw new Error(`Dependency '${name}' of task '${task.name}' not found`);
      dependency.dependants.push(task.name);
    }
  }
  const targets = targetNames(template, tasks).map((name) => {
    const task = tasks.get(name);
    if (!task) throw new Error(`target '${name}' is not defined`);
    return task;
  });
  const order = visitingOrder(tasks, targets);
  const inlineLoops = [...tasks.values()].filter(({ fields }) => fields.inline && isLoop(fields));
  return {
    tasks,
    targets,
    needed: new Set(order.keys()),
    order,
    inlineLoops: inlineLoops.map(({ name }) => name),
  };
}

function dependenciesOf({ depends, dependencies }: DagTaskFields): readonly string[] {
  return depends
    ? [...new Set(dependsTasks(depends).map(({ task }) => task))]
    : [...new Set(dependencies ?? [])];
}

/** Tells whether a task depends on another, directly or not. */
export function isAncestor({ tasks }: DagGraph, task: GraphTask, name: string): boolean {
  const seen = new Set<string>();
  let level: readonly string[] = task.dependencies;
  while (level.length > 0) {
    if (level.includes(name)) return true;
    const next: string[] = [];
    for (const dependency of level) {
      if (seen.has(dependency)) continue;
      seen.add(dependency);
      for (const one of tasks.get(dependency)?.dependencies ?? []) next.push(one);
    }
    level = next;
  }
  return false;
}

/** Returns the names of all tasks that a task depends on, directly or not. */
export function ancestorsOf({ tasks }: DagGraph, task: GraphTask): ReadonlySet<string> {
  const found = new Set<string>();
  const stack = [...task.dependencies];
  for (let name = stack.pop(); name !== undefined; name = stack.pop()) {
    if (found.has(name)) continue;
    found.add(name);
    for (const one of tasks.get(name)?.dependencies ?? []) stack.push(one);
  }
  return found;
}

function targetNames(template: TemplateFields, tasks: ReadonlyMap<string, GraphTask>): readonly string[] {
  const target = template.dag?.target;
  if (target) return target.split(' ');
  const leaves = [...tasks.values()].filter(({ dependants }) => dependants.length === 0);
  return leaves.map(({ name }) => name).sort();
}

function visitingOrder(
  tasks: ReadonlyMap<string, GraphTask>,
  targets: readonly GraphTask[],
): ReadonlyMap<string, number> {
  const order = new Map<string, number>();
  const entered = new Set<GraphTask>();
  const stack = [...targets].reverse();
  for (let task = stack.at(-1); task; task = stack.at(-1)) {
    if (entered.has(task)) {
      stack.pop();
      if (!order.has(task.name)) order.set(task.name, order.size);
      continue;
    }
    entered.add(task);
    for (const name of [...task.dependencies].reverse()) {
      const dependency = tasks.get(name);
      if (dependency && !entered.has(dependency)) stack.push(dependency);
    }
  }
  return order;
}
