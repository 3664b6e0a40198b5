import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { runLine, runTiphys } from './run-tiphys.ts';
import { temporaryFolder } from './temporary-folder.ts';

test('problems are sorted by file and line', async () => {
  using folder = temporaryFolder({
    'package.json': '{ "type": "module" }\n',
    'b.ts': 'export function one(x: Date): void {}\n\nexport function two(x: Set<string>): void {}\n',
    'a.ts':
      'export default (x: number): number => x;\nexport function f(x: Date): void {}\nexport class C {}\n',
    'c.yaml': `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: { name: lib }
spec:
  templates:
    - { name: t, inputs: [x], suspend: {} }
    - { name: u, outputs: [x], suspend: {} }
`,
  });
  const { code, err } = await runLine(folder, 'generate c.yaml b.ts a.ts');
  expect(code).toBe(2);
  expect([...err.matchAll(/^error (\S+) (\S+):\d+$/gm)].map(([, name, place]) => `${place} ${name}`)).toEqual(
    [
      'a.ts:1 SIGNATURE_DEFAULT_EXPORT',
      'a.ts:2 SIGNATURE_UNSUPPORTED_TYPE',
      'a.ts:3 SIGNATURE_CLASS',
      'b.ts:1 SIGNATURE_UNSUPPORTED_TYPE',
      'b.ts:3 SIGNATURE_UNSUPPORTED_TYPE',
      'c.yaml:6 PIPELINE_INVALID_TEMPLATE',
      'c.yaml:7 PIPELINE_INVALID_TEMPLATE',
    ],
  );
  expect(readdirSync(folder.path).filter((name) => name.includes('generated'))).toEqual([]);
});

test('an error in tsconfig.json is reported once for all files', async () => {
  using folder = temporaryFolder({
    'package.json': '{ "type": "module" }\n',
    'tsconfig.json': '{ "compilerOptions": { "target": 5 } }\n',
    'a.ts': 'export function f(x: number): void {}\n',
    'b.ts': 'export function g(x: number): void {}\n',
  });
  const { code, err } = await runLine(folder, 'generate a.ts b.ts');
  expect(code).toBe(2);
  expect(err.match(/^error /gm)).toHaveLength(1);
  expect(err).toContain('SIGNATURE_CONFIG tsconfig.json:1:');
});

const template = (keys: string): string => `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata:
  name: lib
${keys}spec: { templates: [{ name: t, suspend: {} }] }
`;

test.for(['generate', 'lint', 'compile'])('%s survives any number of errors in YAML', async (command) => {
  using folder = temporaryFolder({ 'lib.yaml': template('  labels: {}\n'.repeat(125_000)) });
  const { code, err, out } = await runTiphys([command, 'lib.yaml'], { cwd: folder.path });
  expect(code).toBe(command === 'lint' ? 1 : 2);
  expect(err + out).toContain('lib.yaml:6:3');
  expect(err.length).toBeLessThan(100_000);
});

test('a component whose code nests too deeply is rejected with its line', async () => {
  using folder = temporaryFolder({
    'package.json': '{ "type": "module" }\n',
    'components.ts': `export function f(x: number): number {\n  return ${'('.repeat(5000)}x${')'.repeat(5000)};\n}\n`,
  });
  const { code, err, out } = await runLine(folder, 'generate components.ts');
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toContain('SIGNATURE_TOO_DEEP components.ts:2:');
});
