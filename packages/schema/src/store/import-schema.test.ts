import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { absence, isAbsent, schemas } from '@tiphys/tools-conformance';
import { describe, expect, test } from 'vitest';
import { smallSchema, temporaryFolder } from '../../test/small-schema.ts';
import { applyCorrection } from '../corrections/correction.ts';
import { allCorrections } from '../corrections/corrections.ts';
import { readSchema, type SchemaFiles } from '../read-schema.ts';
import { importSchema } from './import-schema.ts';
import { parseDefinitions } from './stored-form.ts';
import { parseOperations } from './stored-operations.ts';

test('an import writes the definitions and their origin', () => {
  using folder = temporaryFolder();
  const schema = folder.write('schema.json', JSON.stringify(smallSchema()));
  const { folder: written, definitions } = importSchema({
    version: '4.1.2',
    into: join(folder.path, 'argo'),
    files: { schema },
  });
  expect(written).toBe(join(folder.path, 'argo', 'v4.1'));
  expect(readdirSync(join(folder.path, 'argo'))).toEqual(['v4.1']);
  expect(parseDefinitions(readFileSync(join(written, 'definitions.json'), 'utf8'))).toEqual(definitions);
  const origin = readFileSync(join(written, 'ORIGIN.md'), 'utf8');
  expect(origin).toContain('v4.1.2');
  expect(origin).toMatch(/\| `api\/jsonschema\/schema.json` \| `[0-9a-f]{64}` \|/);
});

test('operations are written if there is a swagger file, and deleted if there is none', () => {
  using folder = temporaryFolder();
  const info = { get: { operationId: 'GetInfo', responses: { 200: { schema: {} } } } };
  const content = JSON.stringify({ ...smallSchema(), paths: { '/info': info } });
  const options = { version: '4.1.2', into: join(folder.path, 'argo') };
  const swagger = folder.write('swagger.json', content);
  const { folder: written, definitions } = importSchema({ ...options, files: { swagger } });
  const text = readFileSync(join(written, 'operations.json'), 'utf8');
  expect(Object.keys(parseOperations(text, definitions).operations)).toEqual(['GetInfo']);
  expect(readFileSync(join(written, 'ORIGIN.md'), 'utf8')).toContain('`operations.json` are made from');
  importSchema({ ...options, files: { schema: swagger } });
  expect(readdirSync(written).sort()).toEqual(['ORIGIN.md', 'definitions.json']);
});

test.for([
  { title: 'a schema that cannot be read', given: '{', code: 'SCHEMA_SYNTAX' },
  { title: 'a schema without kinds', given: '{"definitions":{}}', code: 'SCHEMA_MISSING_KIND' },
])('$title leaves an earlier import as it was', ({ given, code }) => {
  using folder = temporaryFolder();
  const options = { version: '4.1.2', into: folder.path };
  const good = folder.write('good.json', JSON.stringify(smallSchema()));
  importSchema({ ...options, files: { schema: good } });
  const before = textsOf(join(folder.path, 'v4.1'));
  const schema = folder.write('bad.json', given);
  expect(() => importSchema({ ...options, files: { schema } })).toThrow(expect.objectContaining({ code }));
  expect(textsOf(join(folder.path, 'v4.1'))).toEqual(before);
  expect(readdirSync(folder.path).sort()).toEqual(['bad.json', 'good.json', 'v4.1']);
});

test('a write that fails halfway puts back the old files', () => {
  using folder = temporaryFolder();
  const schema = folder.write('schema.json', JSON.stringify(smallSchema()));
  const target = join(folder.path, 'argo', 'v4.1');
  mkdirSync(join(target, 'definitions.json'), { recursive: true }); // a folder in the way of the second file
  expect(() =>
    importSchema({ version: '4.1.2', into: join(folder.path, 'argo'), files: { schema } }),
  ).toThrow(expect.objectContaining({ code: 'SCHEMA_IMPORT' }));
  expect(readdirSync(target)).toEqual(['definitions.json']);
  expect(readdirSync(join(folder.path, 'argo'))).toEqual(['v4.1']);
});

test('a folder that cannot be created is an error', () => {
  using folder = temporaryFolder();
  const schema = folder.write('schema.json', JSON.stringify(smallSchema()));
  expect(() =>
    importSchema({ version: '4.1.2', into: join(schema, 'below-a-file'), files: { schema } }),
  ).toThrow(expect.objectContaining({ code: 'SCHEMA_IMPORT' }));
});

test.for(['4.1', 'latest', '', '4.1.2/../..'])('%j is not a version', (version) => {
  expect(() => importSchema({ version, into: 'nowhere', files: {} })).toThrow(
    expect.objectContaining({ code: 'SCHEMA_VERSION' }),
  );
  expect(existsSync('nowhere')).toBe(false);
});

function textsOf(folder: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
  );
}

const root = join(import.meta.dirname, '../../../..');

describe.skipIf(isAbsent)(`Argo's own files${absence}`, () => {
  const filesOf = (version: string): SchemaFiles => ({
    schema: join(schemas, `argo-v${version}.schema.json`),
    swagger: join(schemas, `argo-v${version}.swagger.json`),
    crds: [join(schemas, `crds/v${version}`)],
  });
  const versions = ['3.5.15', '3.6.19', '3.7.18', '4.0.10', '4.1.2'];

  test.for(versions)('importing %s gives the stored bytes', (version) => {
    using folder = temporaryFolder();
    const { folder: written } = importSchema({ version, into: folder.path, files: filesOf(version) });
    expect(textsOf(written)).toEqual(textsOf(join(root, 'schemas/argo', basename(written))));
  });

  test('every correction is still needed by a version', () => {
    const idle = new Set(allCorrections);
    for (const version of versions) {
      let { definitions } = readSchema(filesOf(version), { version, corrections: [] });
      for (const correction of allCorrections) {
        const before = JSON.stringify(definitions);
        definitions = applyCorrection(definitions, correction);
        if (JSON.stringify(definitions) !== before) idle.delete(correction);
      }
    }
    expect([...idle]).toEqual([]);
  });
});
