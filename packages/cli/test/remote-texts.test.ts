import { expect, test } from 'vitest';
import { remoteProject } from './remote-project.ts';
import { runTiphys } from './run-tiphys.ts';

const templates = `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: { name: texts }
spec:
  templates:
    - name: make
      outputs:
        parameters:
          - name: text
            valueFrom: { path: /tmp/text }
      script:
        image: alpine
        command: [sh]
        source: |
          printf '%s%s' 'a {' '{workflow.name}} {' > {{outputs.parameters.text.path}}
          printf '%s%s' '{=1+1}} "q" {' '{inputs.parameters.x}} $(HOME) $$$$' >> {{outputs.parameters.text.path}}
    - name: repeat
      inputs:
        parameters: [{ name: x }]
      outputs:
        parameters:
          - name: text
            valueFrom: { path: /tmp/text }
      script:
        image: alpine
        command: [sh]
        env: [{ name: X, value: '{{inputs.parameters.x}}' }]
        source: printf '%s!' "$X" > {{outputs.parameters.text.path}}
`;

const components = `export function same(text: string): string { return text; }
export function joined(a: string, b: string): string { return a + b; }
export function list(): string[] { return ['p', 'q "']; }
`;

const nasty = 'a {{workflow.name}} {{=1+1}} "q" {{inputs.parameters.x}} $(HOME) $$';

const pipelineText = `import { expr, forEach, pipeline, when } from '@tiphys/pipeline';
import { joined, list, same } from './components.generated.ts';
import { make, repeat } from './templates.generated.ts';

export default pipeline('texts', {}, () => {
  const { text } = make();
  const whole = make();
  const direct = same({ text });
  const looped = forEach(['-'], (a) => joined({ a, b: text }));
  const computed = forEach(['-'], (a) => joined({ a: expr([a, text], (a, text) => a + text), b: '' }));
  const branch = when([text], (text) => text.length > 9, () => joined({ a: same({ text: '-' }), b: text })).otherwise(() => same({ text: 'no' }));
  return { direct, looped, computed, branch, text, whole };
});

export const loops = pipeline('loops', {}, () => {
  const plain = forEach(list(), (x) => repeat({ x }).text);
  const indexed = forEach(list(), (x, at) => repeat({ x: expr([x, at], (x, at) => x + at) }).text);
  const whole = forEach(list(), (x, _) => repeat({ x }));
  const again = forEach(whole, (x) => repeat({ x: x.text }).text);
  const ofResults = forEach(forEach(list(), (text) => same({ text })), (x) => repeat({ x }).text);
  const chosen = when([same({ text: 'x' })], (x) => x === 'y', () => repeat({ x: 'then' })).otherwise(() => repeat({ x: 'else' }));
  return { plain, indexed, whole, again, ofResults, chosen: chosen.text };
});
`;

/** Returns the outputs of the run, as functions would receive them. */
async function outputsOf(words: readonly string[], cwd: string): Promise<unknown> {
  const { code, out } = await runTiphys(['run', 'pipeline.ts', '--json', '--name', 'run', ...words], { cwd });
  expect(code).toBe(0);
  const { nodes } = JSON.parse(out).status;
  const root: { outputs: { parameters: { name: string; value: string }[] } } = nodes.run;
  return Object.fromEntries(root.outputs.parameters.map(({ name, value }) => [name, JSON.parse(value)]));
}

test('texts with tags reach functions unchanged on every route', async () => {
  using folder = await remoteProject({
    'templates.yaml': templates,
    'components.ts': components,
    'pipeline.ts': pipelineText,
  });
  expect(await outputsOf([], folder.path)).toEqual({
    direct: nasty,
    looped: [`-${nasty}`],
    computed: [`-${nasty}`],
    branch: `-${nasty}`,
    text: nasty,
    whole: { text: nasty, result: '' },
  });
});

test('calls are bodies of loops and branches, with results, indexes and items of every kind', async () => {
  using folder = await remoteProject({
    'templates.yaml': templates,
    'components.ts': components,
    'pipeline.ts': pipelineText,
  });
  const results = (...values: readonly unknown[]): unknown => values;
  expect(await outputsOf(['--export', 'loops'], folder.path)).toEqual({
    plain: results('p!', 'q "!'),
    indexed: results('p0!', 'q "1!'),
    whole: results({ text: 'p!', result: '' }, { text: 'q "!', result: '' }),
    again: results('p!!', 'q "!!'),
    ofResults: results('p!', 'q "!'),
    chosen: 'else!',
  });
});
