import { checkRule } from '../../../test/check-rule.ts';
import { callEcho, withSteps, workflow } from '../../../test/manifests.ts';
import { missingName } from './missing.ts';

checkRule(missingName, {
  bad: [
    {
      title: 'items without a name',
      given: workflow('arguments: {parameters: [{value: a}]}\ntemplates: [{suspend: {}}]'),
      want: [
        'spec.arguments.parameters[0] 5: This argument parameter needs a "name".',
        'spec.templates[0] 6: This template needs a "name".',
      ],
    },
  ],
  good: [
    {
      title: 'names everywhere',
      given: withSteps(`name: a, ${callEcho('x')}`),
    },
  ],
});
