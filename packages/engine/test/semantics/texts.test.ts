import { describe, expect, test } from 'vitest';
import { play } from './play.ts';

const texts = [
  '',
  '  spaces  ',
  'say "hello"',
  "it's",
  'C:\\new\\table',
  'line\nbreak\r\n',
  'tab\t',
  'é ☃ 😀 漢字',
  '\u2028\u2029\ufeff',
  '$HOME $(HOME) $$',
  '<&> %s %d',
  '}} {',
  '[1, {"k": "v"}]',
];

const pass = `
  - name: pass
    inputs: {parameters: [{name: m}]}
    outputs: {parameters: [{name: o, valueFrom: {path: /o}}]}
    container: {image: busybox, command: [echo], args: ['{{inputs.parameters.m}}']}
`;
const give = (value: string): string =>
  `template: pass, arguments: {parameters: [{name: m, value: '${value}'}]}`;

function arrivedAt(nodeName: string, { pods }: ReturnType<typeof play>): readonly string[] | undefined {
  return pods.find(({ request }) => request.nodeName === nodeName)?.request.template.container?.args;
}

describe('a text arrives unchanged', () => {
  test.for(texts)('through parameters, outputs and results: %j', (text) => {
    const played = play({
      main: `
        steps:
        - - {name: a, ${give('{{workflow.parameters.p}}')}}
        - - {name: b, ${give('{{steps.a.outputs.parameters.o}}')}}
          - {name: c, ${give('{{steps.a.outputs.result}}')}}
      `,
      templates: pass,
      spec: 'arguments: {parameters: [{name: p}]}',
      parameters: { p: text },
    });
    expect(played.run.phase).toBe('Succeeded');
    expect(arrivedAt('wf[1].b', played)).toEqual([text]);
    expect(arrivedAt('wf[1].c', played)).toEqual([text]);
  });

  test('through a loop, and another loop over its outputs', () => {
    const { run, pods } = play({
      main: `
        dag:
          tasks:
          - {name: a, ${give('{{item}}')}, withParam: '{{workflow.parameters.p}}'}
          - {name: b, ${give('{{item}}')}, withParam: '{{tasks.a.outputs.parameters.o}}', dependencies: [a]}
      `,
      templates: pass,
      spec: 'arguments: {parameters: [{name: p}]}',
      parameters: { p: JSON.stringify([...texts, 5]) },
    });
    const arrived = pods
      .filter(({ request }) => request.nodeName.startsWith('wf.b('))
      .map(({ request }) => request.template.container?.args?.[0]);
    expect(run.phase).toBe('Succeeded');
    expect(arrived).toEqual([...texts, '5']);
  });
});

describe('a character that Go escapes in a way that is not valid JSON', () => {
  const message = 'cannot finish template replacement because the result was invalid JSON';

  test.for(['bell \u0007', 'delete \u007f', 'tag \u{e0001}'])('fails the steps that use it: %j', (text) => {
    const { run } = play({
      main: `
        steps:
        - - {name: a, ${give('x')}}
        - - {name: b, ${give('{{steps.a.outputs.parameters.o}}')}}
      `,
      templates: pass,
      pods: { 'wf[0].a': { parameters: [{ name: 'o', value: text }] } },
    });
    expect(run).toMatchObject({ phase: 'Failed', message: `failed to resolve references: ${message}` });
  });
});
