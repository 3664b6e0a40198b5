import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { generateModels } from '@tiphys/codegen';
import { readSchema } from '@tiphys/schema';
import { expect, test } from 'vitest';
import { argoSchema } from '../../test/argo-schema.ts';
import { createFolder } from '../../test/create-folder.ts';
import { compareSchemas } from '../compare/compare-schemas.ts';
import { plainDefinitions } from '../compare/plain-definitions.ts';
import { fetchSchema } from './fetch-schema.ts';
import { classifySchemaFiles } from './schema-files.ts';
import { writeSchema } from './write-schema.ts';

/** Serves files by their path; disposing it closes the server. */
async function serve(
  files: Readonly<Record<string, string>>,
): Promise<AsyncDisposable & { readonly address: string }> {
  const server = createServer((request, response) => {
    const text = files[(request.url ?? '').slice(1)];
    if (text === undefined) response.writeHead(404).end();
    else response.end(text);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo; // a server on a port has one
  return {
    address: `http://127.0.0.1:${port}/`,
    [Symbol.asyncDispose]: () => new Promise((closed) => server.close(() => closed())),
  };
}

const limits = { signal: new AbortController().signal, timeout: 10_000 };

test('code can fetch a schema, compare it and write it, without the command', async () => {
  await using older = await serve({ 'api/jsonschema/schema.json': argoSchema('old') });
  await using newer = await serve({ 'api/jsonschema/schema.json': argoSchema('fresh') });
  using folder = createFolder({});
  using before = await fetchSchema(older.address, limits);
  using after = await fetchSchema(newer.address, limits);
  const [from, to] = [before, after].map(({ files }, index) => readSchema(files, { version: `v9.${index}` }));
  if (from === undefined || to === undefined) throw new Error('unreachable: two schemas were read');
  const { changes } = compareSchemas(plainDefinitions(from), plainDefinitions(to));
  expect(changes.map(({ kind, definition, field }) => `${kind} ${definition}.${field}`)).toEqual([
    'removed WorkflowSpec.old',
    'added WorkflowSpec.fresh',
  ]);
  const written = writeSchema({
    files: after.files,
    version: '9.1.0',
    into: path.join(folder.path, 'schemas'),
    models: { folder: path.join(folder.path, 'models'), files: await generateModels(to) },
  });
  expect(written.folder).toBe(path.join(folder.path, 'schemas/v9.1'));
  expect(written.changedModels).toContain('reply/workflow-spec.ts');
  expect(readFileSync(path.join(written.folder, 'definitions.json'), 'utf8')).toContain('"fresh"');
  expect(readFileSync(path.join(folder.path, 'models/workflow-spec.ts'), 'utf8')).toContain('fresh?: string');
});

test('the temporary files of a download are deleted, and messages name their addresses', async () => {
  await using server = await serve({ 'argo/schema.json': argoSchema('old') });
  const fetched = await fetchSchema(`${server.address}argo/schema.json`, limits);
  const file = fetched.files.schema ?? '';
  expect(fetched.withAddresses(`${file} is wrong`)).toBe(`${server.address}argo/schema.json is wrong`);
  fetched[Symbol.dispose]();
  expect(() => readFileSync(file)).toThrow('ENOENT');
});

test.for([
  { title: 'no schema', files: {}, says: 'has neither api/jsonschema/schema.json nor' },
  {
    title: 'some of the CRDs',
    files: {
      'api/jsonschema/schema.json': '{}',
      'manifests/base/crds/full/argoproj.io_workflows.yaml': 'kind: x',
    },
    says: 'argoproj.io_workflowtemplates.yaml are missing',
  },
])('a tree with $title is refused with its address', async ({ files, says }) => {
  await using server = await serve(files as Readonly<Record<string, string>>); // one of the two tables
  await expect(fetchSchema(server.address, limits)).rejects.toMatchObject({
    code: 'MIGRATE_DOWNLOAD_FAILED',
    message: expect.stringMatching(`^Cannot download ${server.address}: .*${says}.*Nothing was changed\\.$`),
  });
});

test('files are told apart by their names', () => {
  const files = ['a/schema.json', 'a/swagger.json', 'a/argoproj.io_workflows.yaml'];
  expect(classifySchemaFiles(files)).toEqual({
    schema: 'a/schema.json',
    swagger: 'a/swagger.json',
    crds: ['a/argoproj.io_workflows.yaml'],
  });
  expect(() => classifySchemaFiles(['/x/a/schema.json', '/x/b/schema.json'], '/x')).toThrow(
    expect.objectContaining({
      code: 'MIGRATE_SEVERAL_SCHEMAS',
      message: 'There are 2 schemas: a/schema.json, b/schema.json. Pass the files of one version.',
    }),
  );
});

test.for([
  { title: 'the models cannot be written', blocked: 'models/workflow.ts', code: 'CODEGEN_WRITE' },
  { title: 'the definitions cannot be written', blocked: 'schemas/v9.1/ORIGIN.md', code: 'SCHEMA_IMPORT' },
])('nothing is written when $title', async ({ blocked, code }) => {
  using folder = createFolder({ 'schema.json': argoSchema('fresh') });
  const files = { schema: path.join(folder.path, 'schema.json') };
  const models = {
    folder: path.join(folder.path, 'models'),
    files: await generateModels(readSchema(files, { version: 'v9.1' })),
  };
  mkdirSync(path.join(folder.path, blocked), { recursive: true });
  const list = (): readonly string[] =>
    readdirSync(folder.path, { recursive: true, encoding: 'utf8' }).sort();
  const before = list();
  const into = path.join(folder.path, 'schemas');
  expect(() => writeSchema({ files, version: '9.1.0', into, models })).toThrow(
    expect.objectContaining({ code }),
  );
  expect(list()).toEqual(before);
});
