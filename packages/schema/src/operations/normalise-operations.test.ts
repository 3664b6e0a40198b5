import { expect, test } from 'vitest';
import { ref, smallSchema } from '../../test/small-schema.ts';
import { normaliseDefinitions } from '../normalise/normalise-definitions.ts';
import { readSourceSchema } from '../read/source-schema.ts';
import { parseOperations, serialiseOperations } from '../store/stored-operations.ts';
import { normaliseOperations } from './normalise-operations.ts';
import type { OperationDefinitions } from './operation.ts';

type Json = Readonly<Record<string, unknown>>;

const ok = (schema: Json): Json => ({ 200: { schema } });
const inPath = (name: string): Json => ({ name, in: 'path', type: 'string', required: true });
const body = (schema: Json): Json => ({ name: 'body', in: 'body', required: true, schema });
const streamOf = (result: Json): Json => ({ type: 'object', properties: { result, error: {} } });

const definitions: Json = {
  StopRequest: { type: 'object', properties: { name: { type: 'string' }, options: ref('meta.Options') } },
  'meta.Options': { type: 'object', properties: { dryRun: { type: 'boolean' } } },
  // The names are those of definitions of manifests.
  'log.Template': { type: 'object', properties: { content: { type: 'string' } } },
  Unused: { type: 'object', properties: {} },
  WatchEvent: { type: 'object', properties: { type: { type: 'string' }, object: ref('Workflow') } },
};

const paths: Json = {
  '/runs/{namespace}/{name}/stop': {
    put: {
      operationId: 'Runs_Stop',
      parameters: [inPath('namespace'), inPath('name'), body(ref('StopRequest'))],
      responses: ok(ref('Workflow')),
    },
  },
  '/runs/{namespace}': {
    get: {
      operationId: 'Runs_Watch',
      parameters: [
        inPath('namespace'),
        { name: 'options.limit', in: 'query', type: 'string', format: 'int64' },
        { name: 'options.dryRun', in: 'query', type: 'array', items: { type: 'string' } },
        { name: 'follow', in: 'query', type: 'boolean' },
        { name: 'kind', in: 'query', type: 'string', enum: ['A', 'B'] },
      ],
      responses: ok(streamOf(ref('WatchEvent'))),
    },
    post: {
      operationId: 'Runs_Log',
      parameters: [inPath('namespace'), body({})],
      responses: ok(ref('log.Template')),
    },
  },
  '/files/{name}': {
    get: {
      operationId: 'Files_Get',
      parameters: [inPath('name')],
      responses: ok({ type: 'string', format: 'binary' }),
    },
  },
  '/sensors': {
    get: {
      operationId: 'Sensors_Get',
      responses: ok({ $ref: '#/definitions/github.com.argoproj.argo_events.pkg.Sensor' }),
    },
  },
};

const swaggerOf = (given: unknown): Json => ({ ...smallSchema(definitions), paths: given });
const manifests = normaliseDefinitions(
  { schema: readSourceSchema([{ file: 'swagger.json', content: swaggerOf({}) }]), crds: [] },
  { version: 'v0.1' },
);

function operationsOf(given: unknown): OperationDefinitions | undefined {
  const swagger = { file: 'swagger.json', content: swaggerOf(given) };
  return normaliseOperations(swagger, readSourceSchema([swagger]), manifests);
}

const string = { kind: 'string' };
const reference = (to: string): Json => ({ kind: 'reference', to });

test('operations have the types of their parameters, their bodies and their replies', () => {
  expect(operationsOf(paths)?.operations).toEqual({
    Files_Get: {
      method: 'GET',
      path: '/files/{name}',
      parameters: { name: string },
      query: {},
      reply: { form: 'bytes', type: string },
    },
    Runs_Log: {
      method: 'POST',
      path: '/runs/{namespace}',
      parameters: { namespace: string },
      query: {},
      body: { kind: 'any' },
      reply: { form: 'json', type: reference('LogTemplate') },
    },
    Runs_Stop: {
      method: 'PUT',
      path: '/runs/{namespace}/{name}/stop',
      parameters: { namespace: string, name: string },
      query: {},
      body: reference('StopRequest'),
      reply: { form: 'json', type: reference('Workflow') },
    },
    Runs_Watch: {
      method: 'GET',
      path: '/runs/{namespace}',
      parameters: { namespace: string },
      query: {
        'options.limit': { kind: 'intOrString' },
        'options.dryRun': { kind: 'list', element: string },
        follow: { kind: 'boolean' },
        kind: { kind: 'string', enum: ['A', 'B'] },
      },
      reply: { form: 'stream', type: reference('WatchEvent') },
    },
    Sensors_Get: {
      method: 'GET',
      path: '/sensors',
      parameters: {},
      query: {},
      reply: { form: 'json', type: { kind: 'any' } },
    },
  });
});

test('only definitions that manifests do not have are added', () => {
  const added = operationsOf(paths)?.definitions ?? {};
  expect(Object.keys(added)).toEqual(['LogTemplate', 'Options', 'StopRequest', 'WatchEvent']);
  expect(added.WatchEvent).toMatchObject({ fields: { object: { type: reference('Workflow') } } });
});

test('a file without paths has no operations', () => {
  expect(operationsOf(undefined)).toBeUndefined();
  expect(operationsOf({})).toBeUndefined();
});

test('the word for the kind of a run is the one that the server reads', () => {
  const parameters = [{ ...inPath('idDiscriminator'), enum: ['workflow', 'archived-workflows'] }];
  const operation = {
    operationId: 'ArtifactService_GetArtifactFile',
    parameters,
    responses: ok({ type: 'string', format: 'binary' }),
  };
  const { operations } = operationsOf({ '/x/{idDiscriminator}': { get: operation } }) ?? {};
  expect(operations?.ArtifactService_GetArtifactFile?.parameters.idDiscriminator).toEqual({
    kind: 'string',
    enum: ['workflows', 'archived-workflows'],
  });
});

const stop = { operationId: 'Runs_Stop', responses: ok({}) };

test.for([
  { title: 'paths that are a list', given: [], want: 'has "paths" that are not an object' },
  {
    title: 'no name',
    given: { '/x': { get: { responses: ok({}) } } },
    want: 'no usable operationId for GET /x',
  },
  {
    title: 'no reply',
    given: { '/x': { get: { operationId: 'X' } } },
    want: 'no schema of the reply of operation "X"',
  },
  {
    title: 'a parameter in a header',
    given: { '/x': { get: { ...stop, parameters: [{ name: 'a', in: 'header' }] } } },
    want: 'a parameter of operation "Runs_Stop" that is not in path, query or body',
  },
  {
    title: 'a parameter that the path does not have',
    given: { '/x': { get: { ...stop, parameters: [inPath('name')] } } },
    want: 'other parameters in the path of operation "Runs_Stop" than in its list',
  },
  {
    title: 'a parameter that is not in the list',
    given: { '/x/{name}': { get: stop } },
    want: 'other parameters in the path',
  },
  {
    title: 'a parameter with the name of the body',
    given: { '/x/{body}': { get: { ...stop, parameters: [inPath('body')] } } },
    want: 'other parameters in the path',
  },
  {
    title: 'a reference to nothing',
    given: { '/x': { get: { ...stop, responses: ok(ref('Gone')) } } },
    want: 'Definition "io.argoproj.workflow.v1alpha1.Gone"',
  },
])('$title is an error that says so', ({ given, want }) => {
  expect(() => operationsOf(given)).toThrow(
    expect.objectContaining({ message: expect.stringContaining(want) }),
  );
});

test('what is written can be read back', () => {
  const operations = operationsOf(paths);
  if (operations === undefined) throw new Error('there are operations');
  const text = serialiseOperations(operations);
  expect(parseOperations(text, manifests)).toEqual(operations);
  expect(text).toContain(`
    "Runs_Stop": {
      "method": "PUT",
      "path": "/runs/{namespace}/{name}/stop",
      "parameters": {
        "namespace": {"kind":"string"},
        "name": {"kind":"string"}
      },
      "query": {},
      "body": {"kind":"reference","to":"StopRequest"},
      "reply": {"form":"json","type":{"kind":"reference","to":"Workflow"}}
    },`);
});

const valid = { form: 1, version: 'v0.1', definitions: {}, operations: {} };
const operation = {
  method: 'GET',
  path: '/',
  parameters: {},
  query: {},
  reply: { form: 'json', type: string },
};

test.for([
  { title: 'no JSON', given: '{', want: 'does not hold operations in form 1' },
  { title: 'another form', given: { ...valid, form: 2 }, want: 'does not hold operations in form 1' },
  { title: 'another version', given: { ...valid, version: 'v0.2' }, want: 'not of the same version' },
  { title: 'no operations', given: { ...valid, operations: [] }, want: 'no definitions and operations' },
  {
    title: 'a definition without origin',
    given: { ...valid, definitions: { D: { kind: 'object' } } },
    want: 'definition "D" has no origin',
  },
  {
    title: 'no path',
    given: { ...valid, operations: { O: {} } },
    want: 'operation "O" has no method and path',
  },
  {
    title: 'no query',
    given: { ...valid, operations: { O: { ...operation, query: undefined } } },
    want: 'has no parameters and query',
  },
  {
    title: 'an unknown form of reply',
    given: { ...valid, operations: { O: { ...operation, reply: { form: 'post', type: string } } } },
    want: 'has no form of reply',
  },
  {
    title: 'a body that refers to nothing',
    given: { ...valid, operations: { O: { ...operation, body: reference('Gone') } } },
    want: 'operation "O" refers to "Gone"',
  },
])('stored operations with $title are an error that says so', ({ given, want }) => {
  const text = typeof given === 'string' ? given : JSON.stringify(given);
  expect(() => parseOperations(text, manifests, 'v0.1/operations.json')).toThrow(
    expect.objectContaining({
      code: 'SCHEMA_STORED_FORM',
      message: expect.stringContaining(want),
      file: 'v0.1/operations.json',
    }),
  );
});
