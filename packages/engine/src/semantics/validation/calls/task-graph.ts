import { dependsTasks } from '@tiphys/expression';
import type { DagTaskFields } from '../../../manifest/fields.ts';
import { SpecProblem } from '../spec-problem.ts';

/** Whether a task depends on another one, or on the items of its loop. */
export type DependencyKind = 'task' | 'items';

type Dependencies = ReadonlyMap<string, DependencyKind>;

/** The tasks of a dag. */
export interface TaskGraph {
  /** The tasks, each after those that it depends on. */
  readonly sorted: readonly DagTaskFields[];
  task(name: string): DagTaskFields | undefined;
  dependencies(name: string): Dependencies;
  /** Tells whether a task depends on another one, directly or not. */
  isAncestor(name: string, task: string): boolean;
}

/**
 * Returns the graph of tasks.
 *
 * @throws SpecProblem `duplicated nodeName X`, `invalid dependency X` or `graph with cycle`
 */
export function createTaskGraph(written: readonly DagTaskFields[]): TaskGraph {
  const tasks = new Map<string, DagTaskFields>();
  const edges = new Map<string, Dependencies>();
  for (const task of written) {
    if (tasks.has(task.name)) throw new SpecProblem(`duplicated nodeName ${task.name}`);
    tasks.set(task.name, task);
    edges.set(task.name, dependenciesOf(task));
  }
  for (const dependencies of edges.values()) {
    for (const name of dependencies.keys())
      if (!tasks.has(name)) throw new SpecProblem(`invalid dependency ${name}`);
  }
  const dependencies = (name: string): Dependencies => edges.get(name) ?? new Map();
  return {
    sorted: sortNames(edges).flatMap((name) => tasks.get(name) ?? []),
    task: (name) => tasks.get(name),
    dependencies,
    isAncestor: (name, task) => reaches(dependencies, task, name),
  };
}

/** Reads the dependencies from a text, as Argo does even for a list of names. */
function dependenciesOf({ depends, dependencies = [] }: DagTaskFields): Dependencies {
  const kinds = new Map<string, DependencyKind>();
  const text = depends || dependencies.map((name) => `${name}.Succeeded`).join(' && ');
  for (const { task, result } of dependsTasks(text)) {
    if (result === 'AnySucceeded' || result === 'AllFailed') kinds.set(task, 'items');
    else if (result === undefined || !kinds.has(task)) kinds.set(task, 'task');
  }
  return kinds;
}

/** Sorts tasks without dependencies first, and then each task once all its dependencies are taken. */
function sortNames(edges: ReadonlyMap<string, Dependencies>): readonly string[] {
  const waiting = new Map([...edges].map(([name, dependencies]) => [name, dependencies.size]));
  const dependants = new Map<string, string[]>();
  for (const [name, dependencies] of edges) {
    for (const dependency of dependencies.keys()) {
      const list = dependants.get(dependency);
      if (list) list.push(name);
      else dependants.set(dependency, [name]);
    }
  }
  const sorted = [...waiting].filter(([, count]) => count === 0).map(([name]) => name);
  for (const name of sorted) {
    for (const dependant of dependants.get(name) ?? []) {
      const count = (waiting.get(dependant) ?? 0) - 1;
      waiting.set(dependant, count);
      if (count === 0) sorted.push(dependant);
    }
  }
  if (sorted.length < edges.size) throw new SpecProblem('graph with cycle');
  return sorted;
}

/** Looks near the task first, since most references are to a direct dependency. */
function reaches(dependencies: (name: string) => Dependencies, task: string, wanted: string): boolean {
  const seen = new Set([...dependencies(task).keys()]);
  for (const name of seen) {
    if (name === wanted) return true;
    for (const next of dependencies(name).keys()) seen.add(next);
  }
  return false;
}
