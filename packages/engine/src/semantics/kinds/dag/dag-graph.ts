import { dependsTasks } from '@tiphys/expression';
import type { DagTaskFields, TemplateFields } from '../../../manifest/fields.ts';
import { newInvocation } from '../../hooks/invocation.ts';
import type { DagTask, TaskInvocation } from './dag-activity.ts';

/** The tasks of a dag, and which of them are its targets. See docs/semantics/steps-and-dags.md#targets. */
export interface DagGraph {
  readonly tasks: ReadonlyMap<string, DagTask>;
  readonly targets: readonly DagTask[];
}

/**
 * Reads the graph of a dag template.
 *
 * @throws Error if a task depends on one that does not exist
 */
export function readGraph(template: TemplateFields): DagGraph {
  const tasks = new Map<string, DagTask>();
  for (const fields of template.dag?.tasks ?? []) tasks.set(fields.name, newTask(fields));
  for (const task of tasks.values()) {
    for (const name of task.dependencies) {
      const dependency = tasks.get(name);
      if (!dependency) throw new Error(`Dependency '${name}' of task '${task.name}' not found`);
      dependency.dependants.push(task);
    }
  }
  const targets = targetNames(template, tasks).map((name) => {
    const task = tasks.get(name);
    if (!task) throw new Error(`target '${name}' is not defined`);
    return task;
  });
  markNeeded(tasks, targets);
  return { tasks, targets };
}

/** Tells whether a task depends on another, directly or not. */
export function isAncestor(tasks: ReadonlyMap<string, DagTask>, task: DagTask, name: string): boolean {
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
export function ancestorsOf(tasks: ReadonlyMap<string, DagTask>, task: DagTask): ReadonlySet<string> {
  const found = new Set<string>();
  const stack = [...task.dependencies];
  for (let name = stack.pop(); name !== undefined; name = stack.pop()) {
    if (found.has(name)) continue;
    found.add(name);
    for (const one of tasks.get(name)?.dependencies ?? []) stack.push(one);
  }
  return found;
}

function newTask(fields: DagTaskFields): DagTask {
  const dependencies = fields.depends
    ? [...new Set(dependsTasks(fields.depends).map(({ task }) => task))]
    : [...new Set(fields.dependencies ?? [])];
  const task: DagTask = {
    fields,
    name: fields.name,
    dependencies,
    dependants: [],
    needed: false,
    waiting: dependencies.length,
    own: undefined as never,
    iterations: [],
    unsettled: 0,
    settled: false,
  };
  task.own = taskInvocation(task, fields);
  return task;
}

/** Returns an invocation of a task. Its hooks are always those of the task as written. */
export function taskInvocation(task: DagTask, call: DagTaskFields): TaskInvocation {
  const { hooks, onExit } = task.fields;
  const { hooks: _, onExit: __, ...rest } = call;
  const merged = { ...rest, ...(hooks && { hooks }), ...(onExit && { onExit }) };
  return { ...newInvocation(merged, { name: task.name, prefix: `tasks.${task.name}` }), task };
}

/** Returns an invocation of an iteration. It has the exit handler of its task; the other hooks belong to the TaskGroup. */
export function iterationInvocation(task: DagTask, call: DagTaskFields): TaskInvocation {
  const invocation = taskInvocation(task, call);
  const { hooks, ...rest } = invocation.call;
  return { ...invocation, call: { ...rest, ...(hooks?.exit && { hooks: { exit: hooks.exit } }) } };
}

function targetNames(template: TemplateFields, tasks: ReadonlyMap<string, DagTask>): readonly string[] {
  const target = template.dag?.target;
  if (target) return target.split(' ');
  const leaves = [...tasks.values()].filter(({ dependants }) => dependants.length === 0);
  return leaves.map(({ name }) => name).sort();
}

function markNeeded(tasks: ReadonlyMap<string, DagTask>, targets: readonly DagTask[]): void {
  const stack = [...targets];
  for (let task = stack.pop(); task; task = stack.pop()) {
    if (task.needed) continue;
    task.needed = true;
    for (const name of task.dependencies) {
      const dependency = tasks.get(name);
      if (dependency) stack.push(dependency);
    }
  }
}
