import { checkRule } from '../../../test/check-rule.ts';
import { withMain, withSteps } from '../../../test/manifests.ts';
import { wrongCase } from './wrong-case.ts';

checkRule(wrongCase, {
  bad: [
    {
      title: 'a field in the wrong case in a step',
      given: withMain('steps: [[{name: a, template: noop, arguments: {Parameters: []}}]]'),
      want: [
        'spec.templates[2].steps[0][0].arguments.Parameters 10: Field "Parameters" is dropped by the API server, because its case is wrong. Did you mean "parameters"?',
      ],
    },
  ],
  good: [
    {
      title: 'a field in the right case',
      given: withSteps('name: a, template: noop, arguments: {parameters: []}'),
    },
  ],
});
