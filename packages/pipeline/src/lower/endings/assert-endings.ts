import { type CallSite, locate } from '../../ir/call-site.ts';
import { dependenciesOf } from '../../ir/dependencies.ts';
import { type BodyResult, type Ending, isTask, type Scope, type TaskNode } from '../../ir/graph.ts';
import { namedResults } from '../../ir/outputs/named-results.ts';
import type { Trace } from '../../ir/trace.ts';
import { tasksOfEnding, walkSource, walkTask, walkTrace } from '../../ir/walk.ts';
import { PipelineError } from '../../pipeline-error.ts';

/**
 * Checks that no task reads the output of a task that may have failed when it starts, and that no body returns the output of a task
 * that may not run.
 *
 * @throws PipelineError `PIPELINE_ENDING_WITHOUT_OUTPUT`, `PIPELINE_MAY_NOT_RUN`
 */
export function assertEndings(trace: Trace): void {
  const uncertain = new Set<Scope>();
  walkTrace(trace, {
    task(task) {
      for (const ending of task.after ?? []) assertPossible(ending, task);
      const tested = (task.after ?? []).flatMap((ending) => testedIn(ending, false));
      if (tested.length > 0) assertUnread(task, new Set(tested));
      if (task.after?.some(mayNotHappen) === true) uncertain.add(task.scope);
    },
  });
  if (uncertain.size === 0) return;
  assertResults({ scope: trace.main, result: trace.result, site: undefined }, uncertain);
  walkTrace(trace, {
    task({ bodies, site }) {
      for (const { scope, result } of bodies) assertResults({ scope, result, site }, uncertain);
    },
  });
}

/** Checks that nothing waits until a branch with several cases is skipped: in Argo, it succeeds even if none of them runs. */
function assertPossible(ending: Ending, task: Pick<TaskNode, 'name' | 'site'>): void {
  if (ending.kind !== 'end') {
    for (const one of ending.kind === 'not' ? [ending.of] : ending.of) assertPossible(one, task);
    return;
  }
  const { of, when } = ending;
  if (when !== 'skipped' || of.kind !== 'branch') return;
  if (of.bodies.length === 1 && of.subject === undefined) return;
  throw new PipelineError(
    'PIPELINE_ENDING_OUT_OF_REACH',
    `"${task.name}" waits until "${of.name}" is skipped, which never happens: a branch with several cases succeeds even if none of them runs. Add the tasks with otherwise(...), or wait for the branch itself.`,
    { location: locate(task.site) },
  );
}

/** Returns the tasks that may not have succeeded although a condition is true. */
function testedIn(ending: Ending, isOptional: boolean): readonly TaskNode[] {
  if (ending.kind === 'all') return ending.of.flatMap((one) => testedIn(one, isOptional));
  if (ending.kind !== 'end') return tasksOfEnding(ending);
  return !isOptional && (ending.when === 'done' || ending.when === 'succeeded') ? [] : [ending.of];
}

function assertUnread(task: TaskNode, tested: ReadonlySet<TaskNode>): void {
  walkTask(task, {
    source(source) {
      if (!isTask(source) || !tested.has(source)) return;
      throw new PipelineError(
        'PIPELINE_ENDING_WITHOUT_OUTPUT',
        `"${task.name}" uses the output of "${source.name}", but its "after" lets it start although "${source.name}" failed or did not run, and then there is no output. Write attempt(() => ...).or(value) or attempt(() => ...).settled() around "${source.name}", and use its output.`,
        { location: locate(task.site) },
      );
    },
  });
}

/** Tells whether a condition may be false in a run without failures. */
function mayNotHappen(ending: Ending): boolean {
  switch (ending.kind) {
    case 'end':
      return ending.when === 'failed' || ending.when === 'skipped' || ending.when === 'allFailed';
    case 'not':
      return true;
    case 'any':
      return ending.of.every(mayNotHappen);
    case 'all':
      return ending.of.some(mayNotHappen);
  }
}

interface ReturnedResult {
  readonly scope: Scope;
  readonly result: BodyResult;
  readonly site: CallSite | undefined;
}

function assertResults({ scope, result, site }: ReturnedResult, uncertain: ReadonlySet<Scope>): void {
  if (!uncertain.has(scope)) return;
  const seen = new Set<TaskNode>();
  for (const [, source] of namedResults(result)) {
    walkSource(source, {
      source(one) {
        if (isTask(one) && one.scope === scope) assertRuns(one, seen, site);
      },
    });
  }
}

function assertRuns(start: TaskNode, seen: Set<TaskNode>, site: CallSite | undefined): void {
  const open = [start];
  for (let task = open.pop(); task !== undefined; task = open.pop()) {
    if (seen.has(task)) continue;
    seen.add(task);
    if (task.after?.some(mayNotHappen) === true) {
      throw new PipelineError(
        'PIPELINE_MAY_NOT_RUN',
        `The body returns the output of "${start.name}", but "${task.name}" only runs if what its "after" names happens. Write attempt(() => ...).recover(() => ...) to return one value or the other.`,
        { location: locate(site ?? task.site) },
      );
    }
    open.push(...dependenciesOf(task));
  }
}
