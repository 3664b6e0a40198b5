/** Files of a small project without errors. Tests break one thing at a time. */
export const projectFiles: Readonly<Record<string, string>> = {
  'package.json': '{ "type": "module" }\n',
  'components.ts': `/** Lists numbers. */
export function list(n: number): number[] {
  return Array.from({ length: n }, (_, index) => index);
}

/** Prints a number. */
export function print(value: number): void {
  if (value === 13) throw new Error('thirteen');
  console.log(value);
}
`,
  'pipeline.ts': `import { forEach, pipeline } from '@tiphys/pipeline';
import { list, print } from './components.generated.ts';

export default pipeline('numbers', { n: 3 }, ({ n }) => {
  forEach(list({ n }), (value) => print({ value }));
});
`,
  'workflow.yaml': `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: hello-
spec:
  entrypoint: main
  arguments:
    parameters:
      - name: who
        value: world
  templates:
    - name: main
      container:
        image: alpine
        command: [echo, "hello {{workflow.parameters.who}}"]
`,
};
