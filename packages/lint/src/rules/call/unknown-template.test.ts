import { checkRule } from '../../../test/check-rule.ts';
import { library, withSteps, workflow } from '../../../test/manifests.ts';
import { unknownTemplate } from './unknown-template.ts';

checkRule(unknownTemplate, {
  bad: [
    {
      title: 'an unknown template',
      given: withSteps('name: a, template: nop'),
      want: [
        'spec.templates[2].steps[0][0].template 11: Template "nop" does not exist. Did you mean "noop"?',
      ],
    },
    {
      title: 'a template name that is a tag',
      given: withSteps('name: a, template: "{{inputs.parameters.t}}"'),
      want: [
        'spec.templates[2].steps[0][0].template 11: Template name "{{inputs.parameters.t}}" has no value yet, and Argo needs it before the workflow runs. Use a workflow parameter that has a value, or call several templates, each with its own "when".',
      ],
    },
    {
      title: 'template names that are tags with values',
      given: workflow(
        'entrypoint: m\narguments: {parameters: [{name: small, value: s}, {name: wrong, value: z}]}\ntemplates: [{name: m, inputs: {parameters: [{name: t, value: s}]}, steps: [[{name: a, template: "{{workflow.parameters.small}}"}, {name: b, template: "{{ inputs.parameters.t }}"}, {name: c, template: "{{workflow.parameters.wrong}}"}]]}, {name: s, suspend: {}}]',
      ),
      want: ['spec.templates[0].steps[0][2].template 7: Template "z" does not exist. Did you mean "m"?'],
    },
    {
      title: 'an unknown WorkflowTemplate',
      given: withSteps('name: a, templateRef: {name: lib, template: t}'),
      want: [
        'spec.templates[2].steps[0][0].templateRef.name 11: WorkflowTemplate "lib" is not in any of the given files. Lint its file too: tiphys lint wf.yaml templates.yaml',
      ],
    },
    {
      title: 'an unknown template of a known WorkflowTemplate',
      given:
        withSteps('name: a, templateRef: {name: lib, template: t1}') +
        library('{templates: [{name: t2, suspend: {}}]}'),
      want: [
        'spec.templates[2].steps[0][0].templateRef.template 11: Template "t1" does not exist in WorkflowTemplate "lib". Did you mean "t2"?',
      ],
    },
    {
      title: 'a reference that is a tag',
      given: withSteps(
        'name: a, templateRef: {name: "{{item}}", template: t1}, withItems: [lib]',
        'name: b, templateRef: {name: "{{workflow.name}}", template: t1}',
      ),
      want: [
        'spec.templates[2].steps[1][0].templateRef.name 12: Template name "{{workflow.name}}" has no value yet, and Argo needs it before the workflow runs. Use a workflow parameter that has a value, or call several templates, each with its own "when".',
      ],
    },
  ],
  good: [
    {
      title: 'templates of the object and of a WorkflowTemplate of the same run',
      given:
        withSteps('name: a, template: noop', 'name: b, templateRef: {name: lib, template: t}') +
        library('{templates: [{name: t, suspend: {}}]}'),
    },
    {
      title: 'a reference that is resolved only at run time',
      given: withSteps('name: a, templateRef: {name: lib, template: "{{inputs.parameters.p}}"}'),
    },
  ],
});
