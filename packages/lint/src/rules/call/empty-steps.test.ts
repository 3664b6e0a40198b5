import { checkRule } from '../../../test/check-rule.ts';
import { withMain, withSteps } from '../../../test/manifests.ts';
import { emptySteps } from './empty-steps.ts';

checkRule(emptySteps, {
  bad: [
    {
      title: 'steps without steps',
      given: withMain('steps: []'),
      want: ['spec.templates[2].steps 10: Without steps, template "main" ends in an error.'],
    },
  ],
  good: [
    {
      title: 'a group of steps',
      given: withSteps('name: a, template: noop'),
    },
  ],
});
