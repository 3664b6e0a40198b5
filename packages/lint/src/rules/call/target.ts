import { hasBrokenField } from '../../view/broken-fields.ts';
import type { Rule } from '../rule.ts';
import { capital } from '../wording.ts';

/**
 * Otherwise Argo does not know which template to run.
 *
 * @see https://argo-workflows.readthedocs.io/en/latest/fields/#workflowstep
 */
export const callTarget: Rule = {
  id: 'call/target',
  severity: 'error',
  summary: 'A step or task calls one template: by name, by reference, or inline.',
  *check(subject) {
    for (const { calls } of subject.allTemplates) {
      for (const { step, path, title } of calls) {
        const { template = '', templateRef, inline } = step;
        if (templateRef) {
          if (template !== '')
            yield {
              path,
              message: `${capital(title)} has both "template" and "templateRef": use one of them.`,
            };
          if (!templateRef.name)
            yield {
              path: [...path, 'templateRef'],
              message: '"templateRef" needs the "name" of a WorkflowTemplate.',
            };
          if (!templateRef.template)
            yield {
              path: [...path, 'templateRef'],
              message: '"templateRef" needs a "template" of the WorkflowTemplate.',
            };
        } else if (template === '' && !inline && !hasBrokenField(subject, path)) {
          yield {
            path,
            message: `${capital(title)} calls no template: add "template", "templateRef" or "inline".`,
          };
        }
      }
    }
  },
};
