import { checkRule } from '../../../test/check-rule.ts';
import { duplicateObject } from './duplicate.ts';

checkRule(duplicateObject, {
  bad: [
    {
      title: 'two templates of one name, in namespaces',
      given: ['', 'a', '', 'a', 'b']
        .map(
          (namespace) =>
            `kind: WorkflowTemplate\nmetadata: {name: lib${namespace && `, namespace: ${namespace}`}}\nspec: {}\n`,
        )
        .join('---\n'),
      want: [
        'metadata.name 10: There is another WorkflowTemplate "lib" at wf.yaml:2:18, which is the one that is used here. Rename one of them, or check them in separate runs.',
        'metadata.name 14: There is another WorkflowTemplate "lib" at wf.yaml:6:18, which is the one that is used here. Rename one of them, or check them in separate runs.',
      ],
    },
  ],
  good: [
    {
      title: 'two Workflows of one name, and two kinds',
      given:
        'kind: Workflow\nmetadata: {name: a}\n---\nkind: Workflow\nmetadata: {name: a}\n---\nkind: WorkflowTemplate\nmetadata: {name: a}\n---\nkind: ClusterWorkflowTemplate\nmetadata: {name: a}',
    },
  ],
});
