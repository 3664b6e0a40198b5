import { checkRule } from '../../../test/check-rule.ts';
import { workflow } from '../../../test/manifests.ts';
import { argumentEnum } from './enum.ts';

checkRule(argumentEnum, {
  bad: [
    {
      title: 'a value that is not in its enum',
      given: workflow(
        'arguments: {parameters: [{name: a, value: 3, enum: [1, 2]}, {name: b, enum: []}, {name: c, value: 1, enum: ["1"]}]}',
      ),
      want: [
        'spec.arguments.parameters[0].value 5: Value "3" of parameter "a" is not in its "enum" (1, 2). Did you mean "1"?',
        'spec.arguments.parameters[1].enum 5: Parameter "b" has an empty "enum": list at least one value.',
      ],
    },
    {
      title: 'a parameter of a CronWorkflow without a value from its enum',
      given: 'kind: CronWorkflow\nspec: {workflowSpec: {arguments: {parameters: [{name: a, enum: [x, z]}]}}}',
      want: [
        'spec.workflowSpec.arguments.parameters[0] 2: Parameter "a" needs a value from its "enum" (x, z).',
      ],
    },
  ],
  good: [
    {
      title: 'a value in the enum, and a value that whoever submits the workflow passes',
      given: workflow(
        'arguments: {parameters: [{name: a, value: 1, enum: [1, 2]}, {name: b, enum: [x]}, {name: c, value: y, enum: [x]}]}',
      ),
    },
  ],
});
