import { checkRule } from '../../../test/check-rule.ts';
import { withMain, workflow } from '../../../test/manifests.ts';
import { parameterValue } from './parameter-value.ts';

checkRule(parameterValue, {
  bad: [
    {
      title: 'a parameter without value in a CronWorkflow',
      given: 'kind: CronWorkflow\nspec: {workflowSpec: {arguments: {parameters: [{name: a}]}}}',
      want: [
        'spec.workflowSpec.arguments.parameters[0] 2: The parameter "a" needs a "value" or "valueFrom".',
      ],
    },
    {
      title: 'arguments whose value comes from nowhere',
      given: withMain(
        'steps: [[{name: a, template: echo, arguments: {parameters: [{name: text, valueFrom: {path: /a}}]}}]]',
      ),
      want: [
        'spec.templates[2].steps[0][0].arguments.parameters[0].valueFrom 10: The value of an argument can come from configMapKeyRef, event or supplied, with a default.',
      ],
    },
    {
      title: 'a parameter without value that a CronWorkflow takes over',
      given:
        'kind: CronWorkflow\nspec: {workflowSpec: {workflowTemplateRef: {name: lib}, arguments: {parameters: [{name: a, value: 1}]}}}\n---\nkind: WorkflowTemplate\nmetadata: {name: lib}\nspec: {arguments: {parameters: [{name: a}, {name: b}]}}',
      want: [
        'spec.workflowSpec.workflowTemplateRef 2: The WorkflowTemplate wants the parameter "b", which has no value here.',
      ],
    },
  ],
  good: [
    {
      title: 'a parameter without value in a Workflow',
      given: workflow('arguments: {parameters: [{name: a}]}'),
    },
  ],
});
