import { checkRule } from '../../../test/check-rule.ts';
import { withSteps } from '../../../test/manifests.ts';
import { callLoop } from './loop.ts';

checkRule(callLoop, {
  bad: [
    {
      title: 'a loop with two sources',
      given: withSteps('name: a, template: noop, withItems: [1], withParam: "[1]"'),
      want: [
        'spec.templates[2].steps[0][0] 11: Step "a" can have only one of "withItems", "withParam" and "withSequence".',
      ],
    },
    {
      title: 'a sequence with two ends',
      given: withSteps('name: a, template: noop, withSequence: {count: 1, end: 2}'),
      want: [
        'spec.templates[2].steps[0][0].withSequence 11: "withSequence" has both "count" and "end": use one of them.',
      ],
    },
  ],
  good: [
    {
      title: 'one source in each loop',
      given: withSteps(
        'name: a, template: noop, withItems: [1]',
        'name: b, template: noop, withParam: "[1]"',
        'name: c, template: noop, withSequence: {start: 1, end: 3}',
        'name: d, template: noop, withSequence: {count: 3}',
      ),
    },
  ],
});
