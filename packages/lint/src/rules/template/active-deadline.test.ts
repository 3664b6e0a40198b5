import { checkRule } from '../../../test/check-rule.ts';
import { withMain, workflow } from '../../../test/manifests.ts';
import { activeDeadline } from './active-deadline.ts';

checkRule(activeDeadline, {
  bad: [
    {
      title: 'a deadline in a steps template',
      given: withMain('activeDeadlineSeconds: 5\nsteps: [[]]'),
      want: [
        'spec.templates[2].activeDeadlineSeconds 10: "activeDeadlineSeconds" is not allowed in a steps template.',
      ],
    },
    {
      title: 'a deadline that is not a number',
      given: withMain('activeDeadlineSeconds: 5m\ncontainer: {image: a}'),
      want: [
        'spec.templates[2].activeDeadlineSeconds 10: "activeDeadlineSeconds" must be a number of seconds that is not negative, or a tag.',
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
