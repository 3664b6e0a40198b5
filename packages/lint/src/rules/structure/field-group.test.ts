import { checkRule } from '../../../test/check-rule.ts';
import { withMain, workflow } from '../../../test/manifests.ts';
import { fieldGroup } from './field-group.ts';

checkRule(fieldGroup, {
  bad: [
    {
      title: 'several locations of an artifact',
      given: withMain(
        'inputs: {artifacts: [{name: a, path: /a, raw: {data: x}, s3: {key: k}}]}\ncontainer: {image: a}',
      ),
      want: ['spec.templates[2].inputs.artifacts[0] 10: Artifact can have only one of "s3" and "raw".'],
    },
  ],
  good: [
    {
      title: 'what the controller stores for a workflow made from a template',
      given: `${workflow('workflowTemplateRef: {name: a}')}
status: {storedWorkflowTemplateSpec: {workflowTemplateRef: {name: a}, templates: []}}`,
    },
  ],
});
