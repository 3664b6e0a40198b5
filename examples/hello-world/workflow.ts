import { workflow } from '@tiphys/workflow';

export default workflow({
  metadata: { generateName: 'hello-world-' },
  spec: {
    entrypoint: 'main',
    arguments: { parameters: [{ name: 'who', value: 'world' }] },
    templates: [
      {
        name: 'main',
        steps: [
          [
            {
              name: 'greet',
              template: 'greet',
              arguments: { parameters: [{ name: 'who', value: '{{workflow.parameters.who}}' }] },
            },
          ],
        ],
      },
      {
        name: 'greet',
        inputs: { parameters: [{ name: 'who' }] },
        container: {
          image: 'python:3.13-alpine',
          command: ['python3', '-c', 'import os; print("hello", os.environ["WHO"])'],
          env: [{ name: 'WHO', value: '{{inputs.parameters.who}}' }],
          resources: { requests: { cpu: 0.1, memory: '32Mi' } },
        },
        retryStrategy: { limit: 2, retryPolicy: 'OnFailure' },
      },
    ],
  },
});
