import { checkRule } from '../../../test/check-rule.ts';
import { withMain, withSteps } from '../../../test/manifests.ts';
import { emptySteps } from './empty-steps.ts';

checkRule(emptySteps, {
  bad: [
    {
      title: 'a steps template without steps',
      given: withMain('steps: []'),
      want: ['spec.templates[2].steps 10: Template "main" has no steps, so it ends in an error.'],
    },
  ],
  good: [
    {
      title: 'a steps template with a step',
      given: withSteps('name: a, template: noop'),
    },
  ],
});
