import { checkRule } from '../../../test/check-rule.ts';
import { withSteps, workflow } from '../../../test/manifests.ts';
import { refusedValue } from './refused-value.ts';

checkRule(refusedValue, {
  bad: [
    {
      title: 'a value outside its limits',
      given: workflow('parallelism: 0'),
      want: ['spec.parallelism 5: Value "0" is refused by the API server: it must be at least 1.'],
    },
  ],
  good: [
    {
      title: 'values within their limits, and tags',
      given: workflow('parallelism: 1\npodGC: {strategy: "{{workflow.parameters.s}}"}'),
    },
    {
      title: 'a value in an inline template, which the API server does not check',
      given: withSteps('name: a, inline: {parallelism: 0, dag: {tasks: [{name: t, template: noop}]}}'),
    },
  ],
});
