import { argumentLists } from '../../view/argument-lists.ts';
import type { Catalogue } from '../../view/catalogue.ts';
import type { Subject } from '../../view/subject.ts';
import type { Finding, Rule } from '../rule.ts';

/**
 * Only the arguments of a Workflow may lack a value, because it can be passed when the workflow is submitted.
 *
 * @see https://argo-workflows.readthedocs.io/en/latest/fields/#parameter
 */
export const parameterValue: Rule = {
  id: 'arguments/parameter-value',
  severity: 'error',
  summary: 'Every parameter argument has a value or a source.',
  *check(subject, catalogue) {
    yield* inheritedWithoutValue(subject, catalogue);
    for (const { list, path, mayLackValues } of argumentLists(subject)) {
      for (const [index, { name = '', value, valueFrom }] of (list.parameters ?? []).entries()) {
        const at = [...path, 'parameters', index];
        if (value === undefined && !valueFrom && !mayLackValues) {
          yield { path: at, message: `Parameter "${name}" needs a "value" or "valueFrom".` };
        }
        if (!valueFrom) continue;
        const { configMapKeyRef, event, supplied, path: file, jsonPath, parameter, expression } = valueFrom;
        const isGiven = configMapKeyRef || event || supplied;
        if (isGiven && !file && !jsonPath && !parameter && !expression) continue;
        yield {
          path: [...at, 'valueFrom'],
          message: `Argument "${name}" can take its value only from "configMapKeyRef", "event" or "supplied".`,
        };
      }
    }
  },
};

/** Nobody passes a value for a parameter that a CronWorkflow inherits from a WorkflowTemplate. */
function* inheritedWithoutValue(subject: Subject, catalogue: Catalogue): Generator<Finding> {
  if (!subject.cron) return;
  const own = new Set((subject.spec?.arguments?.parameters ?? []).map(({ name }) => name));
  for (const { name, value, valueFrom } of catalogue.findOrigin(subject)?.spec?.arguments?.parameters ?? []) {
    if (own.has(name) || value !== undefined || valueFrom) continue;
    const path = [...subject.specPath, 'workflowTemplateRef'];
    yield {
      path,
      part: 'key',
      message: `Parameter "${name}" of the WorkflowTemplate has no value: add it to the arguments of the CronWorkflow.`,
    };
  }
}
