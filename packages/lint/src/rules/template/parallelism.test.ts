import { checkRule } from '../../../test/check-rule.ts';
import { withMain, workflow } from '../../../test/manifests.ts';
import { templateParallelism } from './parallelism.ts';

checkRule(templateParallelism, {
  bad: [
    {
      title: 'parallelism in a container template',
      given: withMain('parallelism: 2\ncontainer: {image: a}'),
      want: [
        'spec.templates[2].parallelism 10: "parallelism" is not allowed in a container template: set it in a steps or dag template, or in the spec.',
      ],
    },
  ],
  good: [
    {
      title: 'parallelism in steps and dags',
      given: workflow(
        'parallelism: 3\ntemplates: [{name: a, parallelism: 2, steps: []}, {name: b, parallelism: 2, dag: {tasks: []}}]',
      ),
    },
  ],
});
