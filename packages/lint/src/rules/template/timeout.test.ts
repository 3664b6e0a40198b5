import { checkRule } from '../../../test/check-rule.ts';
import { withMain } from '../../../test/manifests.ts';
import { templateTimeout } from './timeout.ts';

checkRule(templateTimeout, {
  bad: [
    {
      title: 'a timeout in a dag template',
      given: withMain('timeout: 5m\ndag: {tasks: [{name: a, template: noop}]}'),
      want: ['spec.templates[2].timeout 10: "timeout" is not allowed in a dag template.'],
    },
    {
      title: 'a timeout without a unit',
      given: withMain('timeout: "30"\ncontainer: {image: a}'),
      want: ['spec.templates[2].timeout 10: Timeout "30" is not a duration. Did you mean "30s"?'],
    },
  ],
  good: [
    {
      title: 'durations',
      given: withMain('timeout: 1h30m\ncontainer: {image: a}'),
    },
  ],
});
