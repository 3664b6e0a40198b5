import type { Ending, EndingWord, TaskNode } from '../../ir/graph.ts';
import { mayBeSkipped } from '../../ir/may-be-skipped.ts';
import { loneTask, taskNameOf } from './lone-task.ts';

/** Results of a task in `depends`, any of which makes a word true. */
const RESULTS: Readonly<Record<Exclude<EndingWord, 'done'>, readonly string[]>> = {
  succeeded: ['Succeeded'],
  failed: ['Failed', 'Errored'],
  skipped: ['Skipped', 'Omitted'],
  ended: ['Succeeded', 'Failed', 'Errored', 'Skipped', 'Omitted'],
  anySucceeded: ['AnySucceeded'],
  allFailed: ['AllFailed'],
};

/** Returns the term of `depends` for a condition on how tasks of the same dag ended. */
export function endingTerm(ending: Ending): string {
  switch (ending.kind) {
    case 'end':
      return ending.when === 'done' ? waitTerm(ending.of) : resultTerm(ending.of, RESULTS[ending.when]);
    case 'not':
      return `!(${endingTerm(ending.of)})`;
    default:
      return group(ending.of.map(endingTerm), ending.kind === 'any' ? ' || ' : ' && ');
  }
}

/** Tells whether a condition only says that a task succeeded, or is a branch that did not run if it may be one. */
export function isPlainWait(ending: Ending): ending is Extract<Ending, { kind: 'end' }> {
  return (
    ending.kind === 'end' &&
    (ending.when === 'done' || (ending.when === 'succeeded' && !isOptional(ending.of)))
  );
}

function isOptional(task: TaskNode): boolean {
  return task.kind === 'branch' && mayBeSkipped(task);
}

/** Returns the term of `depends` for a task: a branch may be skipped, everything else must succeed. */
export function waitTerm(task: TaskNode): string {
  const done = isDaemon(task) ? 'Daemoned' : 'Succeeded';
  return resultTerm(task, isOptional(task) ? [done, 'Skipped'] : [done]);
}

/** Tells whether a task is a daemon, which others wait for only until it is ready. */
function isDaemon(task: TaskNode): boolean {
  const only = task.kind === 'branch' ? loneTask(task) : task;
  return only?.kind === 'call' && only.component.descriptor.definition?.daemon === true;
}

/** Returns the conditions of a list that must all be true, without nested lists. */
export function conjunctsOf(endings: readonly Ending[]): readonly Ending[] {
  return endings.flatMap((ending) => (ending.kind === 'all' ? conjunctsOf(ending.of) : [ending]));
}

function resultTerm(task: TaskNode, results: readonly string[]): string {
  const name = taskNameOf(task);
  return group(
    results.map((result) => `${name}.${result}`),
    ' || ',
  );
}

function group(terms: readonly string[], operator: string): string {
  const [first = '', ...others] = terms;
  return others.length === 0 ? first : `(${terms.join(operator)})`;
}
