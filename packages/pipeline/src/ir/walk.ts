import type { Body, BodyResult, Ending, Formula, Scope, Source, TaskNode } from './graph.ts';
import { namedResults } from './outputs/named-results.ts';
import type { Trace } from './trace.ts';

/** What a walk over a trace calls. */
export interface TraceVisitor {
  /** Called for each task, before what is in it. */
  readonly task?: (task: TaskNode) => void;
  /** Called for each source that a task uses or a body returns, after the sources inside it. */
  readonly source?: (source: Source) => void;
  /** Called for each formula of these sources and for each condition, after its inputs. */
  readonly formula?: (formula: Formula) => void;
  /** Called for each body, after its tasks and before its result. */
  readonly body?: (scope: Scope) => void;
}

/** Visits everything that a pipeline has laid out, in the order in which it was written. */
export function walkTrace(trace: Trace, visitor: TraceVisitor): void {
  for (const { scope, result } of trace.called.parts) walkBody(scope, result, visitor);
  walkBody(trace.main, trace.result, visitor);
  if (trace.exit !== undefined) walkBody(trace.exit, undefined, visitor);
  for (const { body } of trace.hooks) walkBody(body.scope, undefined, visitor);
}

/** Visits a task, what it reads, and the bodies in it. */
export function walkTask(task: TaskNode, visitor: TraceVisitor): void {
  visitor.task?.(task);
  for (const source of task.reads) if (source !== undefined) walkSource(source, visitor);
  for (const { condition, scope, result } of bodiesOf(task)) {
    if (condition !== undefined) walkFormula(condition, visitor);
    walkBody(scope, result, visitor);
  }
}

/** Tells whether a walk meets a source for which a test is true. */
export function meetsSource(
  walk: (visitor: TraceVisitor) => void,
  test: (source: Source) => boolean,
): boolean {
  let isMet = false;
  walk({
    source(source) {
      if (test(source)) isMet = true;
    },
  });
  return isMet;
}

/** Visits the tasks of a body, and those in the bodies inside it. */
export function walkTasks({ tasks }: Scope, visit: (task: TaskNode) => void): void {
  for (const task of tasks) {
    visit(task);
    for (const { scope } of bodiesOf(task)) walkTasks(scope, visit);
  }
}

/** Returns the bodies in a task: its own, and those of its exit handler and hooks. */
export function bodiesOf({ bodies, handlers }: TaskNode): readonly Body[] {
  return handlers === undefined ? bodies : [...bodies, ...handlers.map(({ body }) => body)];
}

/** Visits a formula and its inputs. */
export function walkFormula(formula: Formula, visitor: TraceVisitor): void {
  for (const input of formula.inputs) walkSource(input, visitor);
  visitor.formula?.(formula);
}

/** Returns the tasks in a condition on the end of tasks. */
export function tasksOfEnding(ending: Ending): readonly TaskNode[] {
  switch (ending.kind) {
    case 'end':
      return [ending.of];
    case 'not':
      return tasksOfEnding(ending.of);
    default:
      return ending.of.flatMap(tasksOfEnding);
  }
}

function walkBody(scope: Scope, result: BodyResult, visitor: TraceVisitor): void {
  for (const task of scope.tasks) walkTask(task, visitor);
  visitor.body?.(scope);
  for (const [, source] of namedResults(result)) walkSource(source, visitor);
}

/** Visits a source and the sources inside it. */
export function walkSource(source: Source, visitor: TraceVisitor): void {
  if (source.kind === 'field' || source.kind === 'narrowed' || source.kind === 'uri')
    walkSource(source.of, visitor);
  else if (source.kind === 'files') for (const file of source.files) walkSource(file, visitor);
  else if (source.kind === 'file') for (const part of source.parts) walkSource(part.source, visitor);
  else if (source.kind === 'expression') walkFormula(source.formula, visitor);
  visitor.source?.(source);
}
