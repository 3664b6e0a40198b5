import { checkRule } from '../../../test/check-rule.ts';
import { workflow } from '../../../test/manifests.ts';
import { ignoredValue } from './ignored-value.ts';

checkRule(ignoredValue, {
  bad: [
    {
      title: 'a list as the value of a parameter',
      given: workflow('arguments: {parameters: [{name: a, value: [1]}]}'),
      want: [
        'spec.arguments.parameters[0].value 5: Value is a list, which Argo silently reads as an empty string. Write it as JSON in a string.',
      ],
    },
  ],
  good: [
    {
      title: 'scalars',
      given: workflow(
        'arguments: {parameters: [{name: a, value: 1}, {name: b, value: true}, {name: c, value: x}]}',
      ),
    },
  ],
});
