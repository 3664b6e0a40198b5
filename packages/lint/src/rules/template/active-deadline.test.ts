import { checkRule } from '../../../test/check-rule.ts';
import { withMain, workflow } from '../../../test/manifests.ts';
import { activeDeadline } from './active-deadline.ts';

checkRule(activeDeadline, {
  bad: [
    {
      title: 'a deadline of steps',
      given: withMain('activeDeadlineSeconds: 5\nsteps: [[]]'),
      want: [
        'spec.templates[2].activeDeadlineSeconds 10: A steps template cannot have "activeDeadlineSeconds".',
      ],
    },
    {
      title: 'a deadline that is no number',
      given: withMain('activeDeadlineSeconds: 5m\ncontainer: {image: a}'),
      want: [
        'spec.templates[2].activeDeadlineSeconds 10: The deadline must be a positive number of seconds, or a tag.',
      ],
    },
  ],
  good: [
    {
      title: 'numbers of seconds, and tags',
      given: workflow(
        'templates: [{name: a, activeDeadlineSeconds: 5, container: {image: a}}, {name: b, activeDeadlineSeconds: "30", container: {image: a}}, {name: c, inputs: {parameters: [{name: p}]}, activeDeadlineSeconds: "{{inputs.parameters.p}}", container: {image: a}}]',
      ),
    },
  ],
});
