import { checkRule } from '../../../test/check-rule.ts';
import { library, workflow } from '../../../test/manifests.ts';
import { unresolvedElsewhere } from './unresolved-elsewhere.ts';

checkRule(unresolvedElsewhere, {
  bad: [
    {
      title: "the value of another object's input, which only one of two calls replaces",
      given: `${workflow('entrypoint: m\ntemplates: [{name: m, steps: [[{name: s, templateRef: {name: lib, template: t}, arguments: {parameters: [{name: p, value: x}]}}], [{name: u, templateRef: {name: lib, template: t}}]]}]')}\n---\nkind: WorkflowTemplate\nmetadata: {name: lib}\nspec: {templates: [{name: t, inputs: {parameters: [{name: p, value: "{{workflow.parameters.b}}"}]}, container: {image: a}}]}`,
      want: [
        'spec.templates[0].steps[1][0].templateRef 6: Template "t" of another object uses {{workflow.parameters.b}}, which does not exist here.',
      ],
    },
    {
      title: 'a parameter that a WorkflowTemplate uses',
      given: `${workflow('entrypoint: m\narguments: {parameters: [{name: a}]}\ntemplates: [{name: m, steps: [[{name: s, templateRef: {name: lib, template: t}}]]}]')}\n---\nkind: WorkflowTemplate\nmetadata: {name: lib}\nspec: {templates: [{name: t, container: {image: "{{workflow.parameters.a}}{{workflow.parameters.b}}"}}]}`,
      want: [
        'spec.templates[0].steps[0][0].templateRef 7: Template "t" of another object uses {{workflow.parameters.b}}, which does not exist here.',
      ],
    },
    {
      title: 'a parameter that the WorkflowTemplate of a workflow uses',
      given: `${workflow('workflowTemplateRef: {name: lib}')}\n---\nkind: WorkflowTemplate\nmetadata: {name: lib}\nspec: {entrypoint: t, arguments: {parameters: [{name: a}]}, templates: [{name: t, container: {image: "{{workflow.parameters.a}}"}}, {name: u, container: {image: "{{workflow.parameters.b}}"}}]}`,
      want: [
        'spec.workflowTemplateRef 5: Template "u" of another object uses {{workflow.parameters.b}}, which does not exist here.',
      ],
    },
    {
      title: 'a parameter that is used two calls away, and in the outputs of the template in between',
      given: `${workflow('entrypoint: m\ntemplates: [{name: m, steps: [[{name: s, templateRef: {name: lib, template: t}}]]}]')}${library('{templates: [{name: t, outputs: {parameters: [{name: o, valueFrom: {parameter: "{{workflow.parameters.c}}"}}]}, steps: [[{name: u, template: u}]]}, {name: u, container: {image: "{{workflow.parameters.b}}"}}]}')}`,
      want: [
        'spec.templates[0].steps[0][0].templateRef 6: Template "t" of another object uses {{workflow.parameters.c}}, which does not exist here.',
        'spec.templates[0].steps[0][0].templateRef 6: Template "u" of another object uses {{workflow.parameters.b}}, which does not exist here.',
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
