import { checkRule } from '../../../test/check-rule.ts';
import { withMain, withSteps } from '../../../test/manifests.ts';
import { wrongCase } from './wrong-case.ts';

checkRule(wrongCase, {
  bad: [
    {
      title: 'wrong case inside steps',
      given: withMain('steps: [[{name: a, template: noop, arguments: {Parameters: []}}]]'),
      want: [
        'spec.templates[2].steps[0][0].arguments.Parameters 10: The API server knows no field "Parameters". Did you mean "parameters"?',
      ],
    },
  ],
  good: [
    {
      title: 'the case of Argo',
      given: withSteps('name: a, template: noop, arguments: {parameters: []}'),
    },
  ],
});
