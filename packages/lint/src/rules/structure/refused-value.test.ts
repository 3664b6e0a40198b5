import { checkRule } from '../../../test/check-rule.ts';
import { withSteps, workflow } from '../../../test/manifests.ts';
import { refusedValue } from './refused-value.ts';

checkRule(refusedValue, {
  bad: [
    {
      title: 'a value beyond its limits',
      given: workflow('parallelism: 0'),
      want: ['spec.parallelism 5: The API server refuses 0: it wants at least 1.'],
    },
  ],
  good: [
    {
      title: 'values within their limits, and tags',
      given: workflow('parallelism: 1\npodGC: {strategy: "{{workflow.parameters.s}}"}'),
    },
    {
      title: 'a value in an inline template, where the API server does not look',
      given: withSteps('name: a, inline: {parallelism: 0, dag: {tasks: [{name: t, template: noop}]}}'),
    },
  ],
});
