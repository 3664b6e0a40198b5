import { checkRule } from '../../../test/check-rule.ts';
import { withMain, workflow } from '../../../test/manifests.ts';
import { templateParallelism } from './parallelism.ts';

checkRule(templateParallelism, {
  bad: [
    {
      title: 'parallelism of a container',
      given: withMain('parallelism: 2\ncontainer: {image: a}'),
      want: [
        'spec.templates[2].parallelism 10: A container template runs one thing: "parallelism" belongs to a steps or dag template, or to the spec.',
      ],
    },
  ],
  good: [
    {
      title: 'parallelism of steps and dags',
      given: workflow(
        'parallelism: 3\ntemplates: [{name: a, parallelism: 2, steps: []}, {name: b, parallelism: 2, dag: {tasks: []}}]',
      ),
    },
  ],
});
