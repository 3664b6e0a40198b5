import { checkRule } from '../../../test/check-rule.ts';
import { library, workflow } from '../../../test/manifests.ts';
import { unresolvedElsewhere } from './unresolved-elsewhere.ts';

checkRule(unresolvedElsewhere, {
  bad: [
    {
      title: 'a value of an input in another object that one of two calls replaces',
      given: `${workflow('entrypoint: m\ntemplates: [{name: m, steps: [[{name: s, templateRef: {name: lib, template: t}, arguments: {parameters: [{name: p, value: x}]}}], [{name: u, templateRef: {name: lib, template: t}}]]}]')}\n---\nkind: WorkflowTemplate\nmetadata: {name: lib}\nspec: {templates: [{name: t, inputs: {parameters: [{name: p, value: "{{workflow.parameters.b}}"}]}, container: {image: a}}]}`,
      want: [
        'spec.templates[0].steps[1][0].templateRef 6: Template "t", which this leads to, wants {{workflow.parameters.b}}, and there is no such variable here.',
      ],
    },
    {
      title: 'parameters that a WorkflowTemplate wants',
      given: `${workflow('entrypoint: m\narguments: {parameters: [{name: a}]}\ntemplates: [{name: m, steps: [[{name: s, templateRef: {name: lib, template: t}}]]}]')}\n---\nkind: WorkflowTemplate\nmetadata: {name: lib}\nspec: {templates: [{name: t, container: {image: "{{workflow.parameters.a}}{{workflow.parameters.b}}"}}]}`,
      want: [
        'spec.templates[0].steps[0][0].templateRef 7: Template "t", which this leads to, wants {{workflow.parameters.b}}, and there is no such variable here.',
      ],
    },
    {
      title: 'parameters of the WorkflowTemplate that a workflow is made from',
      given: `${workflow('workflowTemplateRef: {name: lib}')}\n---\nkind: WorkflowTemplate\nmetadata: {name: lib}\nspec: {entrypoint: t, arguments: {parameters: [{name: a}]}, templates: [{name: t, container: {image: "{{workflow.parameters.a}}"}}, {name: u, container: {image: "{{workflow.parameters.b}}"}}]}`,
      want: [
        'spec.workflowTemplateRef 5: Template "u", which this leads to, wants {{workflow.parameters.b}}, and there is no such variable here.',
      ],
    },
  ],
  good: [
    {
      title: 'a parameter that the workflow has',
      given: `${workflow('entrypoint: m\narguments: {parameters: [{name: a, value: x}]}\ntemplates: [{name: m, steps: [[{name: s, templateRef: {name: lib, template: t}}]]}]')}${library('{templates: [{name: t, container: {image: "{{workflow.parameters.a}}{{workflow.name}}"}}]}')}`,
    },
  ],
});
