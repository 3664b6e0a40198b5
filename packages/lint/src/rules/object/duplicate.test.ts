import { checkRule } from '../../../test/check-rule.ts';
import { duplicateObject } from './duplicate.ts';

checkRule(duplicateObject, {
  bad: [
    {
      title: 'two WorkflowTemplates with the same name in a namespace',
      given: ['', 'a', '', 'a', 'b']
        .map(
          (namespace) =>
            `kind: WorkflowTemplate\nmetadata: {name: lib${namespace && `, namespace: ${namespace}`}}\nspec: {}\n`,
        )
        .join('---\n'),
      want: [
        'metadata.name 10: WorkflowTemplate "lib" already exists at wf.yaml:2:18, and references use that one. Rename one of them, or lint them in separate runs.',
        'metadata.name 14: WorkflowTemplate "lib" already exists at wf.yaml:6:18, and references use that one. Rename one of them, or lint them in separate runs.',
      ],
    },
  ],
  good: [
    {
      title: 'equal names of Workflows, and of templates of different kinds',
      given:
        'kind: Workflow\nmetadata: {name: a}\n---\nkind: Workflow\nmetadata: {name: a}\n---\nkind: WorkflowTemplate\nmetadata: {name: a}\n---\nkind: ClusterWorkflowTemplate\nmetadata: {name: a}',
    },
  ],
});
