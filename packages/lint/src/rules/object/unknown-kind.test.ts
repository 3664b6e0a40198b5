import { checkRule } from '../../../test/check-rule.ts';
import { unknownKind } from './unknown-kind.ts';

checkRule(unknownKind, {
  bad: [
    {
      title: 'misspelt kinds, and kinds of other programs',
      given: `${[
        'Worklfow',
        'cronworkflow',
        'Workflow-Template',
        'Rollout',
        'Application',
        'Sensor',
        'WorkflowTaskSet',
        'Thing',
      ]
        .map((kind) => `apiVersion: argoproj.io/v1alpha1\nkind: ${kind}\n`)
        .join('---\n')}---\napiVersion: v1\nkind: Worklfow\n`,
      want: [
        'kind 2: Kind "Worklfow" does not exist in Argo, so the document was not checked. Did you mean "Workflow"?',
        'kind 5: Kind "cronworkflow" does not exist in Argo, so the document was not checked. Did you mean "CronWorkflow"?',
        'kind 8: Kind "Workflow-Template" does not exist in Argo, so the document was not checked. Did you mean "WorkflowTemplate"?',
      ],
    },
  ],
  good: [
    {
      title: "Argo's kinds, and kinds of other groups",
      given: 'kind: Workflow\n---\napiVersion: apps/v1\nkind: Deployment\n---\nkind: Deployment',
    },
  ],
});
