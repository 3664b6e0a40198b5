import { checkRule } from '../../../test/check-rule.ts';
import { withSteps } from '../../../test/manifests.ts';
import { callLoop } from './loop.ts';

checkRule(callLoop, {
  bad: [
    {
      title: 'two sources of a loop',
      given: withSteps('name: a, template: noop, withItems: [1], withParam: "[1]"'),
      want: [
        'spec.templates[2].steps[0][0] 11: Only one of withItems, withParam and withSequence may be in step "a".',
      ],
    },
    {
      title: 'two ends of a sequence',
      given: withSteps('name: a, template: noop, withSequence: {count: 1, end: 2}'),
      want: [
        'spec.templates[2].steps[0][0].withSequence 11: A sequence has either "count" or "end", not both.',
      ],
    },
  ],
  good: [
    {
      title: 'one source each',
      given: withSteps(
        'name: a, template: noop, withItems: [1]',
        'name: b, template: noop, withParam: "[1]"',
        'name: c, template: noop, withSequence: {start: 1, end: 3}',
        'name: d, template: noop, withSequence: {count: 3}',
      ),
    },
  ],
});
