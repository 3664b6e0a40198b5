import type { Rule } from '../rule.ts';

/** The templates come from the WorkflowTemplate. */
export const templatesBesideRef: Rule = {
  id: 'workflow/templates-beside-ref',
  severity: 'error',
  summary: 'A workflow that is made from a WorkflowTemplate has no templates of its own.',
  *check({ spec, specPath, templates }) {
    if (!spec?.workflowTemplateRef || templates.length === 0) return;
    yield {
      path: [...specPath, 'templates'],
      part: 'key',
      message: '"templates" is not allowed beside "workflowTemplateRef".',
    };
  },
};
