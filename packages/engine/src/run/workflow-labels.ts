import { evaluateExpression, toEnvironment } from '@tiphys/expression';
import { quoteGo } from '@tiphys/go';
import type { SpecFields } from '../manifest/fields.ts';

const labelValue = /^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$/;

/**
 * Evaluates the labels of `workflowMetadata.labelsFrom` over the global variables.
 * See docs/semantics/reconciliation.md#workflow-metadata.
 *
 * @throws Error when an expression fails or gives what no label may hold
 */
export function labelsFromExpressions(
  spec: SpecFields,
  globals: ReadonlyMap<string, unknown>,
): Readonly<Record<string, string>> {
  const labels: Record<string, string> = {};
  for (const [name, { expression }] of Object.entries(spec.workflowMetadata?.labelsFrom ?? {})) {
    const value = evaluateExpression(expression, toEnvironment(globals));
    if (typeof value !== 'string') {
      throw new Error(
        `failed to evaluate label ${quoteGo(name)} expression ${quoteGo(expression)}: not a string`,
      );
    }
    if (value.length > 63 || !labelValue.test(value)) {
      throw new Error(
        `invalid label value ${quoteGo(value)} for label ${quoteGo(name)} and expression ${quoteGo(expression)}`,
      );
    }
    labels[name] = value;
  }
  return labels;
}
