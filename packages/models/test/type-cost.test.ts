import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const models = join(import.meta.dirname, '../src/v4.1/generated/index.ts');

const workflowText = `import type { Workflow } from '${models}';
export const workflow: Workflow = {
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'Workflow',
  metadata: { generateName: 'hello-' },
  spec: {
    entrypoint: 'main',
    templates: [
      { name: 'main', dag: { tasks: [{ name: 'a', template: 'print' }, { name: 'b', template: 'print', depends: 'a' }] } },
      { name: 'print', container: { image: 'busybox', resources: { limits: { cpu: 1 } } }, retryStrategy: { limit: 3 } },
    ],
  },
};
`;

test('one workflow costs tsc few files and almost no instantiations more than an empty file', () => {
  const empty = diagnose('export const nothing = 1;\n');
  const full = diagnose(workflowText);
  expect(full.instantiations - empty.instantiations).toBeLessThanOrEqual(50);
  expect(full.files - empty.files).toBeLessThanOrEqual(200);
});

interface Diagnosis {
  readonly files: number;
  readonly instantiations: number;
}

/** Returns the counts of tsc for a file, which are the same on every machine. */
function diagnose(text: string): Diagnosis {
  const folder = mkdtempSync(join(tmpdir(), 'tiphys-models-'));
  try {
    writeFileSync(join(folder, 'file.ts'), text);
    const compilerOptions = {
      strict: true,
      noEmit: true,
      types: [],
      lib: ['es2024'],
      allowImportingTsExtensions: true,
    };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['file.ts'] }));
    const tsc = join(createRequire(import.meta.url).resolve('typescript/package.json'), '../bin/tsc');
    const { stdout, status } = spawnSync(process.execPath, [tsc, '-p', folder, '--extendedDiagnostics'], {
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(stdout);
    const count = (name: string): number => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(stdout)?.[1]);
    return { files: count('Files'), instantiations: count('Instantiations') };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
