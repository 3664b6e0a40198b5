import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { tsconfig } from '../project-tsconfig.ts';

const root = path.join(import.meta.dirname, '../../../..');

const files = {
  'package.json': '{ "type": "module" }',
  'tsconfig.json': tsconfig,
  'components.ts': `export function square(x: number): number { return x * x; }
export function same(value: unknown): unknown { return value; }
`,
  'build.ts': `import { input, pipeline } from '@tiphys/pipeline';
import { same, square } from './components.generated.ts';
export default pipeline('build', { text: input<string>(), mode: input<'a' | 'b'>(), n: 2 },
  ({ text, mode, n }) => ({ text: same({ value: text }), mode: same({ value: mode }), n: square({ x: n }) }), { kind: 'WorkflowTemplate' });
export const single = pipeline('single', { x: 2 }, ({ x }) => square({ x }), { kind: 'WorkflowTemplate' });
`,
  'use.ts': `import { pipeline } from '@tiphys/pipeline';
import { build } from './build-template.generated.ts';
import { square } from './components.generated.ts';
import { single } from './single.generated.ts';
export default pipeline('use', { x: 3 }, ({ x }) => {
  const { text, mode, n } = build({ text: '{{workflow.name}} $(X) "q"', mode: 'b', n: single({ x }) });
  return { text, mode, n, again: square({ x: n }) };
});
`,
};

let folder = '';
beforeAll(() => {
  folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'tiphys-compiled-')));
  symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'));
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function tiphys(...words: readonly string[]): string {
  const main = path.join(root, 'packages/cli/src/main.ts');
  return execFileSync(process.execPath, ['--conditions=@tiphys/source', main, ...words], {
    cwd: folder,
    encoding: 'utf8',
  });
}

test('a pipeline that was compiled to a WorkflowTemplate is called from its YAML, with types', () => {
  tiphys('generate', 'components.ts', 'build.ts');
  tiphys('compile', 'build.ts', '-o', 'build-template.yaml');
  tiphys('compile', 'build.ts', '--export', 'single', '-o', 'single.yaml');
  expect(tiphys('generate', 'build-template.yaml', 'single.yaml')).toContain(
    'build-template.generated.ts: build',
  );
  const generated = readFileSync(path.join(folder, 'build-template.generated.ts'), 'utf8');
  expect(generated).toContain('text: string;');
  expect(generated).toContain("mode: 'a' | 'b';");
  expect(generated).toContain('n?: number;');
  const compiler = path.join(root, 'node_modules/typescript/bin/tsc');
  execFileSync(process.execPath, [compiler, '-p', folder], { encoding: 'utf8' });
  const printed = tiphys('run', 'use.ts');
  expect(printed).toContain('Succeeded');
  expect(printed).toMatch(/^ {2}text +"?\{\{workflow\.name\}\} \$\(X\) \\?"q\\?""?$/m);
  expect(printed).toMatch(/^ {2}mode +"?b"?$/m);
  expect(printed).toMatch(/^ {2}n +81$/m);
  expect(printed).toMatch(/^ {2}again +6561$/m);
});
