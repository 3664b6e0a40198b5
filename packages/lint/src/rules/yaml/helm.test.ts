import { expect, test } from 'vitest';
import { checkRule, findingsOf } from '../../../test/check-rule.ts';
import { workflow } from '../../../test/manifests.ts';
import { lint } from '../../lint.ts';
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

test('in a folder, reports documents with values of Helm as warnings, and keeps the others', () => {
  const text = `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {name: "{{ .Values.name }}"}
---
# {{ .Values.name }}
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {name: a}
spec: {entrypoint: main}
`;
  const input = { file: 'wf.yaml', text, isFound: true };
  expect(findingsOf(helmTemplate.id, input)).toEqual([
    ' 1: This looks like a Helm template, so it was not checked. Render it with "helm template" first, and lint the result.',
  ]);
  expect(lint([input]).map(({ rule, severity, line }) => `${rule} ${severity} ${line}`)).toEqual([
    'yaml/helm warning 1',
    'workflow/unknown-entrypoint error 9',
  ]);
});

test('in a folder, ignores broken documents that are not of Argo', () => {
  const text = 'a: [\n---\napiVersion: argoproj.io/v1alpha1\nkind: Workflow\nspec: {{ .Values.spec }}\n';
  expect(findingsOf(helmTemplate.id, { file: 'wf.yaml', text, isFound: true })).toHaveLength(1);
  expect(lint([{ file: 'wf.yaml', text: 'a: [\n', isFound: true }])).toEqual([]);
});
