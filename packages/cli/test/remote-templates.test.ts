import { spawnSync } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { createProcessExecutor, openStore, runWorkflow } from '@tiphys/engine';
import { lint } from '@tiphys/lint';
import type { Workflow } from '@tiphys/models';
import { toYaml } from '@tiphys/workflow';
import { fromYaml } from '@tiphys/yaml';
import { describe, expect, test } from 'vitest';
import { loadSource } from '../src/source/load-source.ts';
import { fakeWorld } from './fake-world.ts';
import { tsconfig } from './project-tsconfig.ts';
import { runLine } from './run-tiphys.ts';
import { temporaryFolder } from './temporary-folder.ts';

const templates = `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata:
  name: greetings
spec:
  templates:
    - name: say-hello
      inputs:
        parameters:
          - name: who
            description: Whom to greet.
          - name: tone
            default: warm
            enum: [warm, cold]
      outputs:
        parameters:
          - name: text
            valueFrom: { path: /tmp/text }
      script:
        image: alpine
        command: [sh]
        source: |
          printf '%s' 'hello {{inputs.parameters.who}}, {{inputs.parameters.tone}}' > {{outputs.parameters.text.path}}
          echo 'said "it"'
---
apiVersion: argoproj.io/v1alpha1
kind: ClusterWorkflowTemplate
metadata:
  name: shared
spec:
  templates:
    - name: class
      inputs:
        parameters: [{ name: x }]
      container: { image: alpine, command: [echo], args: ['<{{inputs.parameters.x}}>'] }
`;

const components = `/** Makes a name. */
export function name(length: number): string { return 'x'.repeat(length) + '"'; }
/** Counts. */
export function count(text: string): number { return text.length; }
`;

const pipelineText = `import { expr, pipeline, when } from '@tiphys/pipeline';
import { count, name } from './components.generated.ts';
import { class as group, sayHello } from './templates.generated.ts';

export default pipeline('mixed', { n: 2, greeting: 'Ann' }, ({ n, greeting }) => {
  const hello = sayHello({ who: name({ length: n }), tone: 'cold' });
  const again = sayHello({ who: hello.text });
  const plain = sayHello({ who: greeting });
  const shared = group({ x: expr([hello.text], (text) => text + '!') });
  when([plain.text], (text) => text === 'hello Ann, warm', () => group({ x: 'yes' }));
  return { text: again.text, length: count({ text: plain.text }), shared: shared.result, all: plain };
});
`;

const mistakes = `import { pipeline } from '@tiphys/pipeline';
import { sayHello } from './templates.generated.ts';

pipeline('mistakes', {}, () => {
  const a = sayHello({ who: 'x' });
  // @ts-expect-error a missing argument
  sayHello({});
  // @ts-expect-error a misspelt argument
  sayHello({ woh: 'x' });
  // @ts-expect-error not one of the choices
  sayHello({ who: 'x', tone: 'hot' });
  // @ts-expect-error a number
  sayHello({ who: 1 });
  // @ts-expect-error an unknown output
  a.txet;
});
`;

describe('components of templates in YAML', () => {
  test('compose with functions: type-checked, compiled, linted and run', { timeout: 60_000 }, async () => {
    using folder = temporaryFolder({
      'package.json': '{ "type": "module" }',
      'tsconfig.json': tsconfig,
      'templates.yaml': templates,
      'components.ts': components,
      'pipeline.ts': pipelineText,
      'mistakes.ts': mistakes,
    });
    const root = path.join(import.meta.dirname, '../../..');
    symlinkSync(path.join(root, 'node_modules'), path.join(folder.path, 'node_modules'));
    const generated = await runLine(folder, 'generate templates.yaml components.ts');
    expect(generated).toMatchObject({ code: 0, err: '' });
    expect(await runLine(folder, 'generate --check')).toMatchObject({ code: 0 });

    const tsc = path.join(createRequire(import.meta.url).resolve('typescript/package.json'), '../bin/tsc');
    const checked = spawnSync(process.execPath, [tsc, '-p', folder.path, '--pretty', 'false'], {
      encoding: 'utf8',
    });
    expect(checked.stdout).toBe('');

    const { world } = fakeWorld({ cwd: folder.path });
    const source = await loadSource('pipeline.ts', {}, world);
    if (source.kind !== 'pipeline') throw new Error('unreachable: a pipeline was written');
    const manifest = source.compiled.manifest as Workflow;
    const issues = lint([
      { file: 'pipeline.yaml', text: toYaml(manifest) },
      { file: 'templates.yaml', text: templates },
    ]);
    expect(issues).toEqual([]);
    const main = manifest.spec.templates?.find(({ name }) => name === 'main');
    expect(main?.dag?.tasks.find(({ name }) => name === 'say-hello-2')).toEqual({
      name: 'say-hello-2',
      depends: 'say-hello.Succeeded',
      templateRef: { name: 'greetings', template: 'say-hello' },
      arguments: {
        parameters: [{ name: 'who', value: expect.stringContaining('outputs.parameters.text') as string }],
      },
    });

    const run = openStore(path.join(folder.path, '.tiphys')).createRun('mixed');
    const executor = createProcessExecutor({
      folder: run.folder,
      environment: { PATH: process.env.PATH ?? '' },
    });
    const finished = await runWorkflow(manifest, {
      executor,
      name: 'mixed',
      objects: fromYaml(templates),
      journal: run.journal,
    });
    await executor.close();
    await run.journal.close();
    const nodes = Object.values(finished.status?.nodes ?? {});
    expect(
      nodes.filter(({ phase }) => phase !== 'Succeeded').map(({ name, message }) => [name, message]),
    ).toEqual([]);
    const outputs = nodes.find(({ name }) => name === 'mixed')?.outputs?.parameters ?? [];
    const decoded = source.compiled.outputs.map(({ name, decode }) => [
      name,
      decode(String(outputs.find((output) => output.name === name)?.value)),
    ]);
    expect(Object.fromEntries(decoded)).toEqual({
      text: 'hello hello xx", cold, warm',
      length: 'hello Ann, warm'.length,
      shared: '<hello xx", cold!>',
      all: { text: 'hello Ann, warm', result: 'said "it"' },
    });
  });
});
