import { checkRule } from '../../../test/check-rule.ts';
import { workflow } from '../../../test/manifests.ts';
import { templatesBesideRef } from './templates-beside-ref.ts';

checkRule(templatesBesideRef, {
  bad: [
    {
      title: 'templates beside a reference',
      given: workflow('workflowTemplateRef: {name: lib}\ntemplates: [{name: a, suspend: {}}]'),
      want: ['spec.templates 6: "templates" is not allowed beside "workflowTemplateRef".'],
    },
  ],
  good: [
    {
      title: 'a reference alone, and templates alone',
      given: `${workflow('workflowTemplateRef: {name: lib}')}\n---\n${workflow('templates: [{name: a, suspend: {}}]')}`,
    },
  ],
});
