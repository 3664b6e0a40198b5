import type { ExpressionNode } from '@tiphys/expression';
import type { BodyResult, Scope, TaskNode, Trace } from '../trace/scope.ts';
import type { Formula, Source } from '../trace/source.ts';
import type { FormulaTrees } from './tree/formula-trees.ts';

/**
 * Reads the arrow functions of a pipeline.
 *
 * @throws PipelineError `PIPELINE_UNSUPPORTED_SYNTAX`, `PIPELINE_CAPTURED_VARIABLE`, `PIPELINE_AMBIGUOUS_EXPRESSION`
 */
export async function readFormulas(trace: Trace): Promise<FormulaTrees> {
  const trees = new Map<Formula, ExpressionNode>();
  const { formulas, conditions } = findFormulas(trace);
  for (const formula of formulas) {
    if (typeof formula.body !== 'function') continue;
    // The parser loads only for pipelines that need it.
    const { translateFunction } = await import('./translate-function.ts');
    trees.set(formula, translateFunction(formula, { isCondition: conditions.has(formula) }));
  }
  for (const { verify } of formulas) verify?.();
  return {
    treeOf(formula) {
      const tree = typeof formula.body === 'function' ? trees.get(formula) : formula.body;
      if (tree === undefined)
        throw new Error('unreachable: all formulas of a pipeline are read before they are written');
      return tree;
    },
  };
}

interface Found {
  readonly formulas: Set<Formula>;
  /** Those that decide whether tasks run. */
  readonly conditions: Set<Formula>;
}

function findFormulas(trace: Trace): Found {
  const found: Found = { formulas: new Set(), conditions: new Set() };
  addScope(trace.main, trace.result, found);
  if (trace.exit !== undefined) addScope(trace.exit, undefined, found);
  return found;
}

function addScope(scope: Scope, result: BodyResult, found: Found): void {
  for (const task of scope.tasks) addTask(task, found);
  // Those that nothing uses may have mistakes, too.
  for (const formula of scope.formulas) addFormula(formula, found);
  if (result === undefined) return;
  if (!(result instanceof Map)) {
    addSource(result as Source, found);
    return;
  }
  for (const source of (result as ReadonlyMap<string, Source>).values()) addSource(source, found);
}

function addTask(task: TaskNode, found: Found): void {
  switch (task.kind) {
    case 'call':
      for (const value of task.values) if (typeof value === 'object') addSource(value, found);
      return;
    case 'loop':
      // A written-out list is a list of texts.
      if (!Array.isArray(task.list)) addSource(task.list as Source, found);
      addScope(task.body, task.result, found);
      return;
    case 'branch':
      addFormula(task.condition, found);
      found.conditions.add(task.condition);
      addScope(task.then, task.thenResult, found);
      if (task.otherwise !== undefined) addScope(task.otherwise, task.otherwiseResult, found);
  }
}

function addSource(source: Source, found: Found): void {
  if (source.kind === 'field') addSource(source.of, found);
  else if (source.kind === 'expression') addFormula(source.formula, found);
}

function addFormula(formula: Formula, found: Found): void {
  // Inputs first: what is known of their type helps with the formula itself.
  for (const input of formula.inputs) addSource(input, found);
  found.formulas.add(formula);
}
