import { dependsResults, dependsTasks } from '@tiphys/expression';
import { CHECK_PLACEHOLDER } from '@tiphys/models/facts';
import {
  type ArgumentFields,
  type DagTaskFields,
  scalarText,
  type TemplateFields,
} from '../../../manifest/fields.ts';
import { isLoop } from '../../loops/expand-call.ts';
import { checkCallNames } from '../check-names.ts';
import { checkVariables } from '../check-variables.ts';
import { goJson } from '../go-json.ts';
import {
  addCallNames,
  addItemNames,
  hasPlainTag,
  inlineNames,
  isAggregated,
  type KnownNames,
  namesOver,
} from '../known-names.ts';
import { SpecProblem, withPrefix } from '../spec-problem.ts';
import { checkArguments } from './check-arguments.ts';
import { checkLoop } from './check-loop.ts';
import type { CallerContext } from './check-steps.ts';
import { createTaskGraph, type TaskGraph } from './task-graph.ts';

/**
 * Checks the tasks of a dag, in the order of their dependencies. See docs/semantics/validation.md#dag.
 *
 * @throws SpecProblem `templates.T must have at least one task`, for example
 */
export function checkDag({ dag }: TemplateFields, context: CallerContext): void {
  const { label, names, globals } = context;
  const written = dag?.tasks ?? [];
  if (written.length === 0) throw new SpecProblem(`${label} must have at least one task`);
  const graph = withPrefix(`${label} sorting failed: `, () => createTaskGraph(written));
  checkCallNames(graph.sorted, `${label}.tasks`);
  const usesDepends = written.some(({ depends }) => depends);
  const templates = new Map<string, TemplateFields | undefined>();
  for (const task of graph.sorted) {
    checkStyle(task, usesDepends, label);
    templates.set(task.name, visitTask(task, graph, context));
  }
  checkVariables(dag?.target ?? '', namesOver(globals, names), `${label}.targets`);
  checkTargets(dag?.target, graph, label);
  for (const task of graph.sorted) {
    // The hooks of a task can refer to its own status.
    if (task.hooks) names.add(`tasks.${task.name}.status`);
    addCallNames(names, globals, `tasks.${task.name}`, templates.get(task.name));
    checkTask(task, graph, context);
  }
}

function checkStyle(task: DagTaskFields, usesDepends: boolean, label: string): void {
  const usesDependencies = Boolean(task.dependencies?.length);
  if ((usesDepends || usesDependencies) && /^\d/.test(task.name)) {
    throw new SpecProblem(
      `${label}.tasks.${task.name} name cannot begin with a digit when using either 'depends' or 'dependencies'`,
    );
  }
  if (!usesDepends) return;
  if (usesDependencies)
    throw new SpecProblem(`${label} cannot use both 'depends' and 'dependencies' in the same DAG template`);
  if (task.continueOn) {
    throw new SpecProblem(
      `${label} cannot use 'continueOn' when using 'depends'. Instead use 'dep-task.Failed'/'dep-task.Errored'`,
    );
  }
}

function visitTask(
  task: DagTaskFields,
  graph: TaskGraph,
  context: CallerContext,
): TemplateFields | undefined {
  const { label, names, globals, visit } = context;
  const place = `${label}.tasks.${task.name}`;
  const called = withPrefix(`${place} `, () => visit(task));
  addCallNames(names, globals, `tasks.${task.name}`, called, { aggregated: isAggregated(task) });
  for (const { task: name, result } of dependsTasks(task.depends ?? '')) {
    if (result !== undefined && !dependsResults.includes(result))
      throw new SpecProblem(`${place} task result '${result}' for task '${name}' is invalid`);
  }
  for (const [name, kind] of graph.dependencies(task.name)) {
    const dependency = graph.task(name);
    if (kind === 'task' || !dependency || isLoop(dependency)) continue;
    // Argo names the dependency twice, and not the task.
    throw new SpecProblem(
      `${label}.tasks.${name} dependency '${name}' uses an items-based condition such as .AnySucceeded or .AllFailed but does not contain any items`,
    );
  }
  return called;
}

function checkTargets(target: string | undefined, graph: TaskGraph, label: string): void {
  if (!target) return;
  for (const name of target.split(' ')) {
    if (graph.task(name) || hasPlainTag(name) || name.includes(CHECK_PLACEHOLDER)) continue;
    throw new SpecProblem(`${label}.targets: target '${name}' is not defined`);
  }
}

function checkTask(task: DagTaskFields, graph: TaskGraph, context: CallerContext): void {
  const { label, globals, names, visit } = context;
  const place = `${label}.tasks.${task.name}`;
  withPrefix(`${place} `, () => checkLoop(task));
  const own = new Set(inlineNames(task));
  addItemNames(own, task);
  const known = namesOver(namesOver(globals, names), namesOver(own, statusOfAncestors(task, graph)));
  checkVariables(goJson(task), known, place);
  checkArguments(task.arguments, `${place}.arguments.`);
  withPrefix(`${place} `, () => {
    checkDependencies(task.arguments, (name) => graph.isAncestor(name, task.name));
    visit(task, task.arguments ?? {});
  });
}

const STATUS = /^tasks\.(.+)\.status$/;

function statusOfAncestors(task: DagTaskFields, graph: TaskGraph): KnownNames {
  return {
    has: (name) => {
      const other = STATUS.exec(name)?.[1];
      return other !== undefined && graph.isAncestor(other, task.name);
    },
  };
}

/** Checks that a task depends on the tasks whose outputs its arguments are. Only values that start with the tag are checked. */
function checkDependencies(given: ArgumentFields | undefined, isAncestor: (name: string) => boolean): void {
  const check = (text: string, argument: string): void => {
    if (!text.startsWith('{{tasks.')) return;
    const name = text.split('.')[1] ?? '';
    if (!isAncestor(name)) throw new SpecProblem(`missing dependency '${name}' for ${argument}`);
  };
  for (const { name, value } of given?.parameters ?? []) check(scalarText(value), `parameter '${name}'`);
  for (const { name, from = '' } of given?.artifacts ?? []) check(from, `artifact '${name}'`);
}
