import { checkRule } from '../../../test/check-rule.ts';
import { library, workflow } from '../../../test/manifests.ts';
import { unknownWorkflowTemplate } from './unknown-workflow-template.ts';

checkRule(unknownWorkflowTemplate, {
  bad: [
    {
      title: 'an unknown WorkflowTemplate',
      given: `${workflow('workflowTemplateRef: {name: lib}')}\n---\nkind: WorkflowTemplate\nmetadata: {name: lip}\nspec: {}`,
      want: [
        'spec.workflowTemplateRef.name 5: WorkflowTemplate "lib" is not in any of the given files. Did you mean "lip"?',
      ],
    },
    {
      title: 'a WorkflowTemplate of another namespace',
      given: `${workflow('workflowTemplateRef: {name: lib}')}\n---\nkind: WorkflowTemplate\nmetadata: {name: lib, namespace: n}\nspec: {}`,
      want: [
        'spec.workflowTemplateRef.name 5: WorkflowTemplate "lib" is not in any of the given files. Lint its file too: tiphys lint wf.yaml templates.yaml',
      ],
    },
  ],
  good: [
    {
      title: 'a WorkflowTemplate of the same run',
      given:
        workflow('workflowTemplateRef: {name: lib}') +
        library('{entrypoint: t, templates: [{name: t, suspend: {}}]}'),
    },
    {
      title: 'a ClusterWorkflowTemplate of the same run',
      given: `${workflow('workflowTemplateRef: {name: lib, clusterScope: true}')}\n---\nkind: ClusterWorkflowTemplate\nmetadata: {name: lib}\nspec: {entrypoint: t, templates: [{name: t, suspend: {}}]}`,
    },
  ],
});
