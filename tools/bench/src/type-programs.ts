/** Returns a file with one raw workflow, written against the given type. */
export function rawWorkflow(
  importLine: string,
  type: string,
  options: { readonly withKind: boolean } = { withKind: true },
): string {
  return `${importLine}
export const workflow: ${type} = {
${options.withKind ? "  apiVersion: 'argoproj.io/v1alpha1',\n  kind: 'Workflow',\n" : ''}  metadata: { name: 'hello' },
  spec: {
    entrypoint: 'main',
    arguments: { parameters: [{ name: 'who', value: 'world' }] },
    templates: [
      { name: 'main', dag: { tasks: [{ name: 'greet', template: 'greet', arguments: { parameters: [{ name: 'who', value: '{{workflow.parameters.who}}' }] } }] } },
      { name: 'greet', inputs: { parameters: [{ name: 'who' }] }, container: { image: 'alpine', command: ['echo'], args: ['hello', '{{inputs.parameters.who}}'] } },
    ],
  },
};
`;
}

/** Returns a file with a pipeline of as many written-out calls, each of which reads the output of the one before. */
export function handwrittenCalls(count: number): string {
  const calls = Array.from(
    { length: count },
    (_, index) => `  const x${index + 1} = square({ x: x${index} });`,
  );
  return `import { pipeline } from '@tiphys/pipeline';
import { square } from '../components.generated.ts';
export default pipeline('calls', { n: 1 }, ({ n }) => {
  const x0 = n;
${calls.join('\n')}
  return { last: x${count} };
});
`;
}
