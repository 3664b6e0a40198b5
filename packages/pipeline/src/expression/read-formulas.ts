import type { ExpressionNode } from '@tiphys/expression';
import type { Formula } from '../ir/graph.ts';
import type { Trace } from '../ir/trace.ts';
import { type TraceVisitor, walkFormula, walkTrace } from '../ir/walk.ts';
import type { FormulaTrees } from './tree/formula-trees.ts';

/**
 * Translates the arrow functions of a pipeline.
 *
 * @throws PipelineError `PIPELINE_UNSUPPORTED_SYNTAX`, `PIPELINE_CAPTURED_VARIABLE`, `PIPELINE_AMBIGUOUS_EXPRESSION`
 */
export async function readFormulas(trace: Trace): Promise<FormulaTrees> {
  const trees = new Map<Formula, ExpressionNode>();
  const { formulas, conditions } = findFormulas(trace);
  for (const formula of formulas) {
    if (typeof formula.body !== 'function') continue;
    // The translator is only loaded for pipelines that need it.
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
  /** The formulas that are conditions of branches. */
  readonly conditions: Set<Formula>;
}

function findFormulas(trace: Trace): Found {
  const found: Found = { formulas: new Set(), conditions: new Set() };
  const visitor: TraceVisitor = {
    task(task) {
      for (const { condition } of task.bodies) if (condition !== undefined) found.conditions.add(condition);
    },
    // Inputs come first: what is known of their types helps with the formula itself.
    formula: (formula) => found.formulas.add(formula),
    // Formulas that nothing uses may have mistakes, too.
    body: ({ formulas }) => {
      for (const formula of formulas) walkFormula(formula, visitor);
    },
  };
  walkTrace(trace, visitor);
  return found;
}
