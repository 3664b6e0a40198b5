import { expect, test } from 'vitest';
import { lint } from '../src/index.ts';
import { findingsOf } from './check-rule.ts';

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
  expect(findingsOf('yaml/helm', input)).toEqual([
    ' 1: This looks like a Helm template, so it was not checked. Render it with "helm template" first, and lint the result.',
  ]);
  expect(lint([input]).map(({ rule, severity, line }) => `${rule} ${severity} ${line}`)).toEqual([
    'yaml/helm warning 1',
    'workflow/unknown-entrypoint error 9',
  ]);
});

test('in a folder, ignores broken documents that are not of Argo', () => {
  const text = 'a: [\n---\napiVersion: argoproj.io/v1alpha1\nkind: Workflow\nspec: {{ .Values.spec }}\n';
  expect(findingsOf('yaml/helm', { file: 'wf.yaml', text, isFound: true })).toHaveLength(1);
  expect(lint([{ file: 'wf.yaml', text: 'a: [\n', isFound: true }])).toEqual([]);
});
