import { dependsResults, dependsTasks } from '@tiphys/expression';
import { CHECK_PLACEHOLDER } from '@tiphys/models/facts';
import type { DagTaskFields } from '../../manifest/fields.ts';
import { SpecProblem } from './spec-problem.ts';

/**
 * Checks the names and dependencies of the tasks of a dag. See docs/semantics/validation.md#dag.
 *
 * @throws SpecProblem
 */
export function checkDag(tasks: readonly DagTaskFields[], label: string): void {
  if (tasks.length === 0) throw new SpecProblem(`${label} must have at least one task`);
  const usesDepends = tasks.some(({ depends }) => depends);
  if (usesDepends && tasks.some(({ dependencies }) => dependencies?.length)) {
    throw new SpecProblem(`${label} cannot use both 'depends' and 'dependencies' in the same DAG template`);
  }
  if (usesDepends && tasks.some(({ continueOn }) => continueOn)) {
    throw new SpecProblem(
      `${label} cannot use 'continueOn' when using 'depends'. Instead use 'dep-task.Failed'/'dep-task.Errored'`,
    );
  }
  const dependencies = new Map<string, readonly string[]>();
  for (const task of tasks) {
    if (dependencies.has(task.name))
      throw new SpecProblem(`${label} sorting failed: duplicated nodeName ${task.name}`);
    dependencies.set(task.name, dependenciesOf(task, label));
  }
  for (const names of dependencies.values()) {
    for (const name of names) {
      if (!dependencies.has(name))
        throw new SpecProblem(`${label} sorting failed: invalid dependency ${name}`);
    }
  }
  if (hasCycle(dependencies)) throw new SpecProblem(`${label} sorting failed: graph with cycle`);
}

/**
 * Checks that the targets of a dag are its tasks. Names with tags are left to the run.
 *
 * @throws SpecProblem `templates.T.targets: target 'X' is not defined`
 */
export function checkTargets(
  target: string | undefined,
  tasks: readonly DagTaskFields[],
  label: string,
): void {
  if (!target || target.includes('{{') || target.includes(CHECK_PLACEHOLDER)) return;
  for (const name of target.split(' ')) {
    if (tasks.some((task) => task.name === name)) continue;
    throw new SpecProblem(`${label}.targets: target '${name}' is not defined`);
  }
}

function dependenciesOf(task: DagTaskFields, label: string): readonly string[] {
  if (!task.depends) return task.dependencies ?? [];
  return dependsTasks(task.depends).map(({ task: name, result }) => {
    if (result !== undefined && !dependsResults.includes(result)) {
      throw new SpecProblem(
        `${label}.tasks.${task.name} task result '${result}' for task '${name}' is invalid`,
      );
    }
    return name;
  });
}

/** Tells whether dependencies have a cycle: removes tasks without dependencies until none is left, or all depend on each other. */
function hasCycle(dependencies: ReadonlyMap<string, readonly string[]>): boolean {
  const waiting = new Map([...dependencies].map(([name, names]) => [name, new Set(names).size]));
  const dependants = new Map<string, string[]>();
  for (const [name, names] of dependencies) {
    for (const dependency of new Set(names))
      dependants.set(dependency, [...(dependants.get(dependency) ?? []), name]);
  }
  const free = [...waiting].filter(([, count]) => count === 0).map(([name]) => name);
  let taken = 0;
  for (let name = free.pop(); name !== undefined; name = free.pop()) {
    taken += 1;
    for (const dependant of dependants.get(name) ?? []) {
      const count = (waiting.get(dependant) ?? 0) - 1;
      waiting.set(dependant, count);
      if (count === 0) free.push(dependant);
    }
  }
  return taken < dependencies.size;
}
