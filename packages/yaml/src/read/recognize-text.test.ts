import { expect, test } from 'vitest';
import { looksLikeHelm, namesArgoKind } from './recognize-text.ts';

test.for([
  { text: 'name: {{ .Values.name }}', want: true },
  { text: '{{- if .Values.enabled }}', want: true },
  { text: '{{ include "site.name" . }}', want: true },
  { text: '{{- end }}', want: true },
  { text: "name: '{{workflow.name}}'", want: false },
  { text: "name: '{{ inputs.parameters.end }}'", want: false },
  { text: 'name: a', want: false },
])('looks like Helm: $text ($want)', ({ text, want }) => {
  expect(looksLikeHelm(text)).toBe(want);
});

test.for([
  { text: 'kind: Workflow', want: true },
  { text: 'a: 1\nkind:   "WorkflowTemplate"', want: true },
  { text: '{"apiVersion": "argoproj.io/v1alpha1", "kind": "CronWorkflow"}', want: true },
  { text: 'items:\n- kind: ClusterWorkflowTemplate', want: true },
  { text: 'kind: Deployment', want: false },
  { text: 'kind: WorkflowX', want: false },
  { text: 'mankind: Workflow', want: false },
  { text: 'kind:\nWorkflow: 1', want: false },
])('names a kind of Argo: $text ($want)', ({ text, want }) => {
  expect(namesArgoKind(text)).toBe(want);
});
