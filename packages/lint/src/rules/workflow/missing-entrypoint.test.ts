import { checkRule } from '../../../test/check-rule.ts';
import { workflow } from '../../../test/manifests.ts';
import { missingEntrypoint } from './missing-entrypoint.ts';

checkRule(missingEntrypoint, {
  bad: [
    {
      title: 'no entrypoint',
      given: workflow('templates: [{name: a, suspend: {}}]'),
      want: [
        'spec.entrypoint 4: The workflow names no template to start with: "entrypoint" is required. entrypoint: a',
      ],
    },
  ],
  good: [
    {
      title: 'a WorkflowTemplate without entrypoint',
      given: 'kind: WorkflowTemplate\nspec: {}',
    },
  ],
});
