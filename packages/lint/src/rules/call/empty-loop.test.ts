import { checkRule } from '../../../test/check-rule.ts';
import { withSteps } from '../../../test/manifests.ts';
import { emptyLoop } from './empty-loop.ts';

checkRule(emptyLoop, {
  bad: [
    {
      title: 'loops over nothing',
      given: withSteps(
        'name: a, template: noop, withItems: []',
        'name: b, template: noop, withParam: "{}"',
        'name: c, template: noop, withSequence: {start: 1}',
      ),
      want: [
        'spec.templates[2].steps[0][0].withItems 11: Step "a" has an empty "withItems", so it runs once and {{item}} is left as is. To run nothing, use withParam: "[]".',
        'spec.templates[2].steps[1][0].withParam 12: "withParam" is not a JSON list, so the loop fails.',
        'spec.templates[2].steps[2][0].withSequence 13: "withSequence" needs "count" or "end".',
      ],
    },
  ],
  good: [
    {
      title: 'items, lists, and lists that are known only at run time',
      given: withSteps(
        'name: a, template: noop, withItems: [1]',
        'name: b, template: noop, withParam: "[]"',
        'name: c, template: noop, withParam: "{{steps.a.outputs.result}}"',
        'name: d, template: noop, withSequence: {count: 1}',
      ),
    },
  ],
});
