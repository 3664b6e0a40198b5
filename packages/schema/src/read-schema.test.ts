import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { crd, smallSchema, temporaryFolder } from '../test/small-schema.ts';
import { readSchema } from './read-schema.ts';

const options = { version: 'v0.1' };

test('schema, swagger and a folder of CRDs make one set of definitions', () => {
  using folder = temporaryFolder();
  const { definitions, ...rest } = smallSchema();
  const [first, ...others] = Object.entries(definitions as object);
  const spec = { properties: { templates: { type: 'array', maxItems: 200 } } };
  const result = readSchema(
    {
      schema: folder.write(
        'schema.json',
        JSON.stringify({ ...rest, definitions: Object.fromEntries(others) }),
      ),
      swagger: folder.write(
        'swagger.json',
        JSON.stringify({ definitions: Object.fromEntries([first ?? ['', {}]]) }),
      ),
      crds: [folder.path],
    },
    options,
  );
  expect(result.kinds.Workflow).toBe('Workflow');
  expect(JSON.stringify(result)).not.toContain('maxItems');

  folder.write('argoproj.io_workflows.yaml', JSON.stringify(crd('Workflow', spec)));
  folder.write('kustomization.yaml', 'kind: Kustomization');
  const schema = folder.write('all.json', JSON.stringify(smallSchema()));
  expect(JSON.stringify(readSchema({ schema, crds: [folder.path] }, options))).toContain('"maxItems":200');
});

test.for([
  { title: 'a file that is not there', file: 'none.json', content: undefined, code: 'SCHEMA_UNREADABLE' },
  { title: 'no JSON', file: 'a.json', content: '{"definitions": ', code: 'SCHEMA_SYNTAX' },
  { title: 'no YAML', file: 'a.yaml', content: 'a: [', code: 'SCHEMA_SYNTAX' },
  { title: 'JSON without definitions', file: 'a.json', content: '[]', code: 'SCHEMA_MALFORMED' },
  { title: 'an empty file', file: 'a.yaml', content: '', code: 'SCHEMA_SYNTAX' },
])('$title is an error that names the file', ({ file, content, code }) => {
  using folder = temporaryFolder();
  const schema = content === undefined ? `${folder.path}/${file}` : folder.write(file, content);
  expect(() => readSchema({ schema }, options)).toThrow(expect.objectContaining({ code, file: schema }));
});

test('a byte order mark is not part of the text, and compressed files are reported', () => {
  using folder = temporaryFolder();
  const text = JSON.stringify(smallSchema());
  const marked = folder.write('marked.json', `\uFEFF${text}`);
  expect(readSchema({ schema: marked }, options).kinds).toHaveProperty('Workflow');
  const packed = folder.write('packed.json', gzipSync(text));
  expect(() => readSchema({ schema: packed }, options)).toThrow(
    expect.objectContaining({
      code: 'SCHEMA_SYNTAX',
      message: expect.stringContaining('gzip: decompress it'),
    }),
  );
});

test('a CRD that is none is an error that names the file', () => {
  using folder = temporaryFolder();
  const schema = folder.write('schema.json', JSON.stringify(smallSchema()));
  const file = folder.write('argoproj.io_workflows.yaml', 'kind: Deployment');
  expect(() => readSchema({ schema, crds: [file] }, options)).toThrow(
    expect.objectContaining({ code: 'SCHEMA_MALFORMED', file }),
  );
  expect(() => readSchema({ schema, crds: [`${folder.path}/none`] }, options)).toThrow(
    expect.objectContaining({ code: 'SCHEMA_UNREADABLE' }),
  );
});

test('no file at all is an error', () => {
  expect(() => readSchema({}, options)).toThrow(expect.objectContaining({ code: 'SCHEMA_IMPORT' }));
});
