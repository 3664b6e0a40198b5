/** Returns a file with one raw workflow of the given type or class (`new Workflow`). */
export function rawWorkflow(
  importLine: string,
  type: string,
  options: { readonly withKind: boolean } = { withKind: true },
): string {
  const call = type.startsWith('new ');
  const declaration = call ? `export const workflow = ${type}(` : `export const workflow: ${type} =`;
  return `${importLine}
${declaration} {
${options.withKind && !call ? "  apiVersion: 'argoproj.io/v1alpha1',\n  kind: 'Workflow',\n" : ''}  metadata: { name: 'hello' },
  spec: {
    entrypoint: 'main',
    arguments: { parameters: [{ name: 'who', value: 'world' }] },
    templates: [
      { name: 'main', dag: { tasks: [{ name: 'greet', template: 'greet', arguments: { parameters: [{ name: 'who', value: '{{workflow.parameters.who}}' }] } }] } },
      { name: 'greet', inputs: { parameters: [{ name: 'who' }] }, container: { name: 'main', image: 'alpine', command: ['echo'], args: ['hello', '{{inputs.parameters.who}}'] } },
    ],
  },
}${call ? ')' : ''};
`;
}

/** Returns a file with a pipeline of that many explicit calls, each of which reads the output of the previous one. */
export function handwrittenCalls(count: number): string {
  const calls = Array.from(
    { length: count },
    (_, index) => `  const x${index + 1} = square({ x: x${index} });`,
  );
  return `import { type Component, pipeline } from '@tiphys/pipeline';
declare const square: Component<{ x: number }, number>;
export default pipeline('calls', { n: 1 }, ({ n }) => {
  const x0 = n;
${calls.join('\n')}
  return { last: x${count} };
});
`;
}
