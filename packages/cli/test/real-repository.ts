const workflowTemplate = `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: notify}
spec:
  templates:
    - name: post
      inputs: {parameters: [{name: text}]}
      container: {image: curlimages/curl, command: [curl], args: [-d, '{{inputs.parameters.text}}', http://chat/]}
`;

const nightly = `apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
metadata: {name: nightly}
spec:
  schedules: ['30 2 * * *']
  workflowSpec:
    entrypoint: main
    templates:
      - name: main
        steps:
          - - name: list
              template: list
          - - name: tell
              templateRef: {name: notify, template: post}
              arguments: {parameters: [{name: text, value: '{{steps.list.outputs.result}}'}]}
      - name: list
        container:
          image: bitnami/kubectl
          command: [kubectl, get, pods, '-o', 'go-template={{range .items}}{{.metadata.name}}{{end}}']
`;

/**
 * The files of a repository as teams have them: workflows in plain and hidden folders, and beside them what other programs read. Nothing in it
 * is wrong.
 */
export const realRepository: Readonly<Record<string, string>> = {
  'workflows/nightly.yaml': nightly,
  '.argo/notify.yaml': workflowTemplate,
  '.github/workflows/ci.yml': `on: [push]
jobs:
  test: {runs-on: ubuntu-latest, steps: [{run: 'echo \${{ github.sha }}'}]}
`,
  '.git/config.yaml': 'kind: Workflow\nspec: [not a workflow]\n',
  'node_modules/library/broken.yaml': 'kind: Workflow\nspec: {\n',
  'docker-compose.yml': 'services:\n  web: {image: nginx}\n',
  'deploy/manifests.yaml': `apiVersion: v1
kind: ConfigMap
metadata: {name: settings}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
`,
  'deploy/other-engine.yaml': `apiVersion: engine.example.com/v1
kind: Workflow
metadata: {name: Another_Engine}
steps: [1, 2]
`,
  'deploy/rollout.yaml': `apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: {name: web}
---
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: web}
`,
  'chart/Chart.yaml': 'apiVersion: v2\nname: web\nversion: 0.1.0\n',
  'chart/values.yaml': 'replicas: 2\nimage: {tag: latest}\n',
  'chart/templates/deployment.yaml': `{{- if .Values.enabled }}
apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ include "web.name" . }}
spec:
  replicas: {{ .Values.replicas }}
{{- end }}
`,
  'playbook.yaml': `- hosts: all
  tasks:
    - debug: {msg: "{{ item }}"}
      loop: [1, 2]
`,
  'broken/half-written.yaml': 'name: [one, two\nother: {\n',
  'data/list.json': '[1, 2, {"kind": "of data"}]\n',
};
