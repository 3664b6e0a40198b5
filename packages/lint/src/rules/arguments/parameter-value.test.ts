import { checkRule } from '../../../test/check-rule.ts';
import { withMain, workflow } from '../../../test/manifests.ts';
import { parameterValue } from './parameter-value.ts';

checkRule(parameterValue, {
  bad: [
    {
      title: 'a parameter without a value in a CronWorkflow',
      given: 'kind: CronWorkflow\nspec: {workflowSpec: {arguments: {parameters: [{name: a}]}}}',
      want: ['spec.workflowSpec.arguments.parameters[0] 2: Parameter "a" needs a "value" or "valueFrom".'],
    },
    {
      title: 'an argument with a source that arguments do not support',
      given: withMain(
        'steps: [[{name: a, template: echo, arguments: {parameters: [{name: text, valueFrom: {path: /a}}]}}]]',
      ),
      want: [
        'spec.templates[2].steps[0][0].arguments.parameters[0].valueFrom 10: Argument "text" can take its value only from "configMapKeyRef", "event" or "supplied".',
      ],
    },
    {
      title: 'a parameter without a value that a CronWorkflow inherits',
      given:
        'kind: CronWorkflow\nspec: {workflowSpec: {workflowTemplateRef: {name: lib}, arguments: {parameters: [{name: a, value: 1}]}}}\n---\nkind: WorkflowTemplate\nmetadata: {name: lib}\nspec: {arguments: {parameters: [{name: a}, {name: b}]}}',
      want: [
        'spec.workflowSpec.workflowTemplateRef 2: Parameter "b" of the WorkflowTemplate has no value: add it to the arguments of the CronWorkflow.',
      ],
    },
  ],
  good: [
    {
      title: 'a parameter without a value in a Workflow',
      given: workflow('arguments: {parameters: [{name: a}]}'),
    },
  ],
});
