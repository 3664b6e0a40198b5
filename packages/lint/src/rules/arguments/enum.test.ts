import { checkRule } from '../../../test/check-rule.ts';
import { workflow } from '../../../test/manifests.ts';
import { argumentEnum } from './enum.ts';

checkRule(argumentEnum, {
  bad: [
    {
      title: 'a value outside its enum',
      given: workflow(
        'arguments: {parameters: [{name: a, value: 3, enum: [1, 2]}, {name: b, enum: []}, {name: c, value: 1, enum: ["1"]}]}',
      ),
      want: [
        'spec.arguments.parameters[0].value 5: "3" is none of 1, 2. Did you mean "1"?',
        'spec.arguments.parameters[1].enum 5: An enum needs at least one value.',
      ],
    },
  ],
  good: [
    {
      title: 'a value of the enum, and one that whoever submits the workflow gives',
      given: workflow(
        'arguments: {parameters: [{name: a, value: 1, enum: [1, 2]}, {name: b, enum: [x]}, {name: c, value: y, enum: [x]}]}',
      ),
    },
  ],
});
