import { cpSync, mkdirSync, mkdtempDisposableSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { generateModelFiles, type ModelFiles } from '@tiphys/tools-schema/model-files';
import { expect, test } from 'vitest';

type Fields = Readonly<Record<string, object>>;

const string = { type: { kind: 'string' } };
const reference = (to: string): object => ({ type: { kind: 'reference', to } });

/** Imported definitions of a version, in their stored form. */
function stored(version: string, definitions: Readonly<Record<string, Fields>>): string {
  const objects = Object.entries(definitions).map(([name, fields]) => [
    name,
    { kind: 'object', origin: `io.argoproj.workflow.v1alpha1.${name}`, fields },
  ]);
  const kinds = { Workflow: 'Workflow' };
  return JSON.stringify({ form: 1, version, kinds, definitions: Object.fromEntries(objects) });
}

/** What would be generated for the versions of a repository. */
async function generate(
  versions: Readonly<Record<string, string>>,
  operations: Readonly<Record<string, string>> = {},
): Promise<ModelFiles> {
  using root = mkdtempDisposableSync(path.join(tmpdir(), 'tiphys-versions-'));
  for (const [version, text] of Object.entries(versions)) {
    const folder = path.join(root.path, 'schemas/argo', version);
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, 'definitions.json'), text);
  }
  for (const [version, text] of Object.entries(operations))
    writeFileSync(path.join(root.path, 'schemas/argo', version, 'operations.json'), text);
  mkdirSync(path.join(root.path, 'schemas/texts'));
  mkdirSync(path.join(root.path, 'packages/models'), { recursive: true });
  cpSync(
    path.join(import.meta.dirname, '../package.json'),
    path.join(root.path, 'packages/models/package.json'),
  );
  return await generateModelFiles(root.path);
}

const versions = {
  'v4.1': stored('v4.1', {
    Workflow: { old: string, cache: reference('Cache') },
    Cache: { key: string, name: string },
  }),
  'v4.10': stored('v4.10', {
    Workflow: { cache: reference('Other'), fresh: string },
    Other: { name: string },
  }),
  'v4.2': stored('v4.2', {
    Workflow: { cache: reference('Other'), madeUp: string, old: string },
    Other: { name: string },
  }),
};

test('the folders of schemas/argo decide about versions, loaders, entry points and history', async () => {
  const { folders, packageJson, missingTexts } = await generate(versions);
  const shared = folders.get('src/generated') ?? {};
  expect(shared['versions.ts']).toContain("argoVersions = ['v4.1', 'v4.2', 'v4.10'] as const");
  expect(shared['versions.ts']).toContain("newestArgoVersion: ArgoVersion = 'v4.10'");
  expect(shared['newest-tables.ts']).toContain("from '../v4.10/generated/tables.ts'");
  expect(shared['table-loaders.ts']).toContain("'v4.2': () => import('../v4.2/generated/tables.ts')");
  expect([...folders.keys()]).toEqual([
    'src/v4.1/generated',
    'src/v4.2/generated',
    'src/v4.10/generated',
    'src/generated',
  ]);
  expect(folders.get('src/v4.2/generated')?.['workflow.ts']).toContain('readonly madeUp?: string');

  const { exports } = JSON.parse(packageJson) as { readonly exports: Readonly<Record<string, object>> };
  expect(Object.keys(exports).slice(0, 7)).toEqual([
    '.',
    './v4.10',
    './v4.10/reply',
    './v4.2',
    './v4.2/reply',
    './v4.1',
    './v4.1/reply',
  ]);
  expect(exports['.']).toEqual(exports['./v4.10']);
  expect(exports).toHaveProperty(['./tables']);
  expect(missingTexts).toContain('Workflow.madeUp');
});

test('the history tells which version added and removed a field, also inside a field that changed its type', async () => {
  const { folders } = await generate(versions);
  expect(folders.get('src/generated')?.['field-history.ts']).toContain(`= [
  {
    version: 'v4.1',
    added: {},
    removed: {},
  },
  {
    version: 'v4.2',
    added: {
      'Workflow': ['madeUp'],
    },
    removed: {
      'Workflow.cache': ['key'],
    },
  },
  {
    version: 'v4.10',
    added: {
      'Workflow': ['fresh'],
    },
    removed: {
      'Workflow': ['madeUp', 'old'],
    },
  },
];`);
});

test('the operations are those of the newest version that was imported with them', async () => {
  const info = {
    method: 'GET',
    path: '/info',
    parameters: {},
    query: {},
    reply: { form: 'json', ...string },
  };
  const operations = (version: string): string =>
    JSON.stringify({ form: 1, version, definitions: {}, operations: { GetInfo: info } });
  const { folders, packageJson } = await generate(versions, {
    'v4.1': operations('v4.1'),
    'v4.2': operations('v4.2'),
  });
  const { exports } = JSON.parse(packageJson) as { readonly exports: Readonly<Record<string, object>> };
  expect(Object.keys(exports).filter((name) => name.endsWith('operations'))).toEqual([
    './v4.2/operations',
    './v4.1/operations',
    './operations',
  ]);
  expect(exports['./operations']).toEqual(exports['./v4.2/operations']);
  expect(folders.get('src/v4.2/generated')?.['operations/operations.ts']).toContain('readonly GetInfo: {');
  expect(Object.keys(folders.get('src/v4.10/generated') ?? {})).not.toContain('operations/index.ts');
});
