import { namedResults } from './named-results.ts';
import type { BodyResult, LoopTask, Scope, TaskNode, Trace } from './scope.ts';
import type { Formula, Source } from './source.ts';

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
  walkBody(trace.main, trace.result, visitor);
  if (trace.exit !== undefined) walkBody(trace.exit, undefined, visitor);
}

/** Visits a task, what it reads, and the bodies in it. */
export function walkTask(task: TaskNode, visitor: TraceVisitor): void {
  visitor.task?.(task);
  switch (task.kind) {
    case 'call':
      for (const value of task.values) if (typeof value === 'object') walkSource(value, visitor);
      return;
    case 'loop': {
      const list = findListSource(task);
      if (list !== undefined) walkSource(list, visitor);
      walkBody(task.body, task.result, visitor);
      return;
    }
    case 'branch':
      walkFormula(task.condition, visitor);
      walkBody(task.then, task.thenResult, visitor);
      if (task.otherwise !== undefined) walkBody(task.otherwise, task.otherwiseResult, visitor);
  }
}

/** Visits a formula and its inputs. */
export function walkFormula(formula: Formula, visitor: TraceVisitor): void {
  for (const input of formula.inputs) walkSource(input, visitor);
  visitor.formula?.(formula);
}

/** Returns the source of the list that a loop runs over, or undefined for a list of literals. */
export function findListSource({ list }: LoopTask): Source | undefined {
  // Literals are an array of JSON texts, which the compiler cannot tell from a source.
  return Array.isArray(list) ? undefined : (list as Source);
}

/** Returns the JSON texts of the literals that a loop runs over; none if it runs over a source. */
export function literalsOf({ list }: LoopTask): readonly string[] {
  return Array.isArray(list) ? list : [];
}

function walkBody(scope: Scope, result: BodyResult, visitor: TraceVisitor): void {
  for (const task of scope.tasks) walkTask(task, visitor);
  visitor.body?.(scope);
  for (const [, source] of namedResults(result)) walkSource(source, visitor);
}

function walkSource(source: Source, visitor: TraceVisitor): void {
  if (source.kind === 'field') walkSource(source.of, visitor);
  else if (source.kind === 'expression') walkFormula(source.formula, visitor);
  visitor.source?.(source);
}
