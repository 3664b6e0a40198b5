/** First lines of every manifest. */
export const head = 'apiVersion: argoproj.io/v1alpha1\nkind: ';

/** Fails unless it is told to succeed, and has an artifact then. */
export const work = `${head}Workflow
metadata: { generateName: work- }
spec:
  entrypoint: main
  arguments: { parameters: [{ name: outcome, value: bad }] }
  templates:
    - name: main
      container:
        image: alpine
        command: [sh, -c, 'echo went {{workflow.parameters.outcome}} | tee /tmp/report; [ {{workflow.parameters.outcome}} = good ]']
      outputs: { artifacts: [{ name: report, path: /tmp/report, archive: { none: {} } }] }
`;

/** Asks for a value, prints it, and waits for an approval. */
const ask = `${head}Workflow
metadata: { generateName: ask- }
spec:
  entrypoint: main
  templates:
    - name: main
      steps:
        - - { name: how, template: how }
        - - name: use
            template: use
            arguments: { parameters: [{ name: share, value: '{{steps.how.outputs.parameters.share}}' }] }
    - name: how
      metadata: { annotations: { tiphys/answer-types: '{"share":"number"}' } }
      suspend: {}
      outputs: { parameters: [{ name: share, valueFrom: { supplied: {} } }] }
    - name: use
      inputs: { parameters: [{ name: share }] }
      container: { image: alpine, command: [echo, 'used {{inputs.parameters.share}}'] }
`;

/** Waits for an approval. */
export const waits = `${head}Workflow
metadata: { generateName: waits- }
spec: { entrypoint: main, templates: [{ name: main, suspend: {} }] }
`;

const library = `${head}WorkflowTemplate
metadata: { name: library }
spec:
  entrypoint: main
  arguments: { parameters: [{ name: epochs, value: '1' }] }
  templates:
    - { name: main, suspend: {} }
    - { name: train, suspend: {} }
    - { name: quick, suspend: { duration: 0s } }
`;

/** Manifests that commands of tests take, by the names of their files. */
export const files: Readonly<Record<string, string>> = {
  'work.yaml': work,
  'ask.yaml': ask,
  'waits.yaml': waits,
  'library.yaml': library,
  'nightly.yaml': `${head}CronWorkflow
metadata: { name: nightly }
spec: { schedules: ['0 0 1 1 *'], workflowSpec: { workflowTemplateRef: { name: library } } }
`,
  'refers.yaml': `${head}Workflow
metadata: { generateName: refers- }
spec: { workflowTemplateRef: { name: library } }
`,
  'wrong.yaml': waits.replace('suspend', 'supend'),
  'named.yaml': `${waits}---\n${waits}`.replaceAll('generateName: waits-', 'name: same'),
  'mixed.yaml': `${work}---\n${waits}`,
  'calling.yaml': `${head}WorkflowTemplate
metadata: { name: calling }
spec:
  entrypoint: main
  arguments: { parameters: [{ name: epochs, value: '1' }] }
  templates: [{ name: main, steps: [[{ name: call, templateRef: { name: library, template: train } }]] }]
`,
  'both.yaml': `${waits}---\n${waits}`,
};
