import { ExpressionError, evaluateExpression, goTypeName, toEnvironment } from '@tiphys/expression';
import { quoteGo } from '@tiphys/go';
import type { SpecFields } from '../../manifest/fields.ts';
import { findLabelValueProblem } from '../../manifest/kubernetes-names.ts';

/**
 * Checks the labels of `workflowMetadata`, and evaluates those of `labelsFrom` over the global variables.
 * See docs/semantics/reconciliation.md#workflow-metadata.
 *
 * @throws Error with Argo's message if an expression fails, or if a value is not valid for a label
 */
export function findLabels(
  spec: SpecFields,
  globals: ReadonlyMap<string, unknown>,
): Readonly<Record<string, string>> {
  const { labels: written = {}, labelsFrom = {} } = spec.workflowMetadata ?? {};
  for (const [name, value] of Object.entries(written)) {
    const problem = findLabelValueProblem(value);
    if (problem !== undefined) {
      throw new Error(`invalid label value ${quoteGo(value)} for label ${quoteGo(name)}: ${problem}`);
    }
  }
  const environment = toEnvironment(globals);
  const entries = Object.entries(labelsFrom).map(([name, { expression }]) => [
    name,
    labelFrom(expression, environment, name),
  ]);
  return Object.fromEntries(entries);
}

function labelFrom(expression: string, environment: ReturnType<typeof toEnvironment>, name: string): string {
  const value = evaluate(expression, environment, name);
  if (typeof value !== 'string') {
    throw new Error(
      `failed to evaluate label ${quoteGo(name)} expression ${quoteGo(expression)} evaluted to ${goTypeName(value)} but must be a string`,
    );
  }
  const problem = findLabelValueProblem(value);
  if (problem === undefined) return value;
  throw new Error(
    `invalid label value ${quoteGo(value)} for label ${quoteGo(name)} and expression ${quoteGo(expression)}: ${problem}`,
  );
}

function evaluate(expression: string, environment: ReturnType<typeof toEnvironment>, name: string): unknown {
  try {
    return evaluateExpression(expression, environment);
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    const what =
      error.code === 'EXPRESSION_EVALUATION'
        ? `failed to evaluate label ${quoteGo(name)} expression ${quoteGo(expression)}`
        : `failed to compile function for expression ${quoteGo(expression)}`;
    throw new Error(`${what}: ${error.message}`);
  }
}
