import { checkRule } from '../../../test/check-rule.ts';
import { workflow } from '../../../test/manifests.ts';
import { missingEntrypoint } from './missing-entrypoint.ts';

checkRule(missingEntrypoint, {
  bad: [
    {
      title: 'no entrypoint',
      given: workflow('templates: [{name: a, suspend: {}}]'),
      want: [
        'spec.entrypoint 4: The workflow has no "entrypoint": name the template to start with. Add "entrypoint: a".',
      ],
    },
  ],
  good: [
    {
      title: 'a WorkflowTemplate without an entrypoint',
      given: 'kind: WorkflowTemplate\nspec: {}',
    },
  ],
});
