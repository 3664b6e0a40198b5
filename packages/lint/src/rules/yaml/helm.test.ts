import { checkRule } from '../../../test/check-rule.ts';
import { workflow } from '../../../test/manifests.ts';
import { helmTemplate } from './helm.ts';

checkRule(helmTemplate, {
  bad: [
    {
      title: 'a Helm template',
      given: 'kind: Workflow\nmetadata: {{ .Values.metadata }}\nspec: {{- toYaml .Values.spec }}\n',
      want: [
        ' 3: This looks like a Helm template, so it was not checked. Render it with "helm template" first, and lint the result.',
      ],
    },
  ],
  good: [
    {
      title: 'tags of Argo',
      given: workflow('entrypoint: "{{workflow.parameters.x}}"'),
    },
  ],
});
