import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { newestArgoVersion } from '@tiphys/models/versions';
import { describe, expect, test } from 'vitest';
import { runCli } from '../src/run-cli.ts';
import type { World } from '../src/world/world.ts';
import { fakeWorld } from './fake-world.ts';
import { loopbackServer } from './loopback-server.ts';
import { runTiphys } from './run-tiphys.ts';
import { schemaSource } from './schema-source.ts';
import { temporaryFolder } from './temporary-folder.ts';

const source = schemaSource({ spec: { brandNew: { type: 'string' } } });

function serve(files: Readonly<Record<string, string>>, prefix = '/'): RequestListener {
  return (request, response) => {
    const text = files[(request.url ?? '').slice(prefix.length)];
    if (text === undefined) response.writeHead(404).end('nothing');
    else response.end(text);
  };
}

function snapshot(folder: string): Readonly<Record<string, string>> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  const names = files.map((entry) => path.join(entry.parentPath, entry.name));
  return Object.fromEntries(names.map((name) => [name, readFileSync(name, 'utf8')]));
}

test('from a folder: definitions and models are written, and the changes are listed', async () => {
  using folder = temporaryFolder(
    Object.fromEntries(Object.entries(source).map(([name, text]) => [`argo/${name}`, text])),
  );
  const words = ['schema', 'upgrade', 'argo', '--argo', '9.8.7', '--models', 'models', '-o', 'schemas'];
  const fake = fakeWorld({ cwd: folder.path });
  expect(await runCli(words, fake.world)).toBe(0);
  expect(fake.out()).toContain(`${newestArgoVersion} to v9.8`);
  expect(fake.out()).toContain('WorkflowSpec.brandNew: added');
  expect(readFileSync(path.join(folder.path, 'schemas/v9.8/definitions.json'), 'utf8')).toContain('brandNew');
  expect(readFileSync(path.join(folder.path, 'models/workflow-spec.ts'), 'utf8')).toContain(
    'brandNew?: string',
  );
  const again = fakeWorld({ cwd: folder.path });
  const args = ['schema', 'diff', 'schemas/v9.8', 'schemas/v9.8/definitions.json', '--json'];
  expect(await runCli(args, again.world)).toBe(0);
  expect(JSON.parse(again.out())).toMatchObject({ from: 'v9.8', to: 'v9.8', changes: [] });
});

test('from a URL with a redirect, in another process: the version is taken from the URL', async () => {
  await using server = await loopbackServer((request, response) => {
    if (request.url?.startsWith('/old/'))
      response.writeHead(302, { location: request.url.replace('/old/', '/argo/') }).end();
    else serve(source, '/argo/v9.8.7/')(request, response);
  });
  using folder = temporaryFolder();
  const words = ['schema', 'upgrade', `${server.address}/old/v9.8.7`, '--json'];
  const result = await runTiphys(words, { cwd: folder.path });
  expect(result.err).toBe('');
  expect(JSON.parse(result.out)).toMatchObject({
    to: 'v9.8',
    definitions: path.join('schemas', 'argo', 'v9.8'),
  });
  expect(existsSync(path.join(folder.path, 'schemas/argo/v9.8/definitions.json'))).toBe(true);
});

test('from the URL of one file, without writing', async () => {
  await using server = await loopbackServer(
    serve({ 'patched.json': source['api/jsonschema/schema.json'] ?? '' }),
  );
  using folder = temporaryFolder();
  const fake = fakeWorld({ cwd: folder.path });
  const words = ['schema', 'upgrade', `${server.address}/patched.json`, '--argo', '4.1.2', '--dry-run'];
  expect(await runCli(words, fake.world)).toBe(0);
  expect(fake.out()).toContain('brandNew');
  expect(readdirSync(folder.path)).toEqual([]);
});

test('credentials in the URL are sent, and never shown', async () => {
  await using server = await loopbackServer((request, response) => {
    const given = Buffer.from(request.headers.authorization?.split(' ')[1] ?? '', 'base64').toString();
    response.end(given === 'me:geheim@' ? '<html>' : whole);
  });
  using folder = temporaryFolder();
  const fake = fakeWorld({ cwd: folder.path });
  const address = `${server.address.replace('//', '//me:geheim%40@')}/schema.json`;
  expect(await runCli(['schema', 'upgrade', address, '--argo', '4.1.2'], fake.world)).toBe(2);
  expect(fake.err()).toContain(`${server.address}/schema.json is not valid JSON`);
  expect(fake.err()).not.toContain('geheim');
});

interface Failure {
  readonly title: string;
  readonly answer: RequestListener;
  readonly says: readonly string[];
  readonly options?: readonly string[];
}

const schemaOnly = (text: string): Readonly<Record<string, string>> => ({
  'api/jsonschema/schema.json': text,
});
const whole = source['api/jsonschema/schema.json'] ?? '';

const failures: readonly Failure[] = [
  { title: 'no files', answer: serve({}), says: ['MIGRATE_DOWNLOAD_FAILED', 'api/jsonschema/schema.json'] },
  {
    title: 'a web page instead of JSON',
    answer: serve(schemaOnly('<!doctype html>')),
    says: ['SCHEMA_SYNTAX', '/api/jsonschema/schema.json is not valid JSON'],
  },
  {
    title: 'a compressed file',
    answer: (request, response) => {
      if (request.url === '/api/jsonschema/schema.json') response.end(gzipSync(whole));
      else response.writeHead(404).end();
    },
    says: ['SCHEMA_SYNTAX', '/api/jsonschema/schema.json is not UTF-8 text. It is compressed with gzip'],
  },
  {
    title: 'half a file',
    answer: serve(schemaOnly(whole.slice(0, whole.length / 2))),
    says: ['SCHEMA_SYNTAX'],
  },
  {
    title: 'unrelated JSON',
    answer: serve(schemaOnly('{"definitions": {}}')),
    says: ['SCHEMA_MISSING_KIND'],
  },
  { title: 'an empty file', answer: serve(schemaOnly('')), says: ['SCHEMA_SYNTAX'] },
  {
    title: 'a connection that ends early',
    answer: (request, response) => {
      if (request.url !== '/api/jsonschema/schema.json') response.writeHead(404).end();
      else {
        response.writeHead(200, { 'content-length': String(whole.length) });
        response.write(whole.slice(0, 100), () => response.destroy());
      }
    },
    says: ['MIGRATE_DOWNLOAD_FAILED', 'the connection ended before the file did'],
  },
  {
    title: 'a server error',
    answer: (_, response) => void response.writeHead(503).end(),
    says: ['MIGRATE_DOWNLOAD_FAILED', '503'],
  },
  {
    title: 'redirects in a circle',
    answer: (request, response) => void response.writeHead(302, { location: request.url ?? '/' }).end(),
    says: ['MIGRATE_DOWNLOAD_FAILED', 'redirect'],
  },
  {
    title: 'a server that never answers',
    answer: () => undefined,
    options: ['--timeout', '0.2'],
    says: ['MIGRATE_DOWNLOAD_FAILED', 'longer than 0.2 s'],
  },
  {
    title: 'only some of the CRDs',
    answer: serve({ ...source, 'manifests/base/crds/full/argoproj.io_workflows.yaml': 'kind: x' }),
    says: ['MIGRATE_DOWNLOAD_FAILED', 'argoproj.io_cronworkflows.yaml'],
  },
  {
    title: 'a folder for models that has files of the user',
    answer: serve(source),
    options: ['--models', 'mine'],
    says: ['CODEGEN_FOREIGN_FILE', 'index.ts'],
  },
  {
    title: 'a file in place of the folder for definitions',
    answer: serve(source),
    options: ['-o', 'mine/index.ts'],
    says: ['SCHEMA_IMPORT'],
  },
];

describe('a failure is reported with a code, and nothing is changed:', () => {
  test.for(failures)('$title', async ({ answer, says, options = [] }) => {
    await using server = await loopbackServer(answer);
    using folder = temporaryFolder({
      'schemas/argo/v9.8/definitions.json': 'old',
      'models/old.ts': '// Generated by @tiphys/codegen from old.\n',
      'mine/index.ts': 'mine',
    });
    const before = snapshot(folder.path);
    const fake = fakeWorld({ cwd: folder.path });
    const words = ['schema', 'upgrade', server.address, '--argo', '9.8.7', '--models', 'models', ...options];
    expect(await runCli(words, fake.world)).toBe(2);
    for (const part of says) expect(fake.err()).toContain(part);
    expect(snapshot(folder.path)).toEqual(before);
  });
});

test('an unreachable server is reported', async () => {
  const server = await loopbackServer(() => undefined);
  await server[Symbol.asyncDispose]();
  using folder = temporaryFolder();
  const fake = fakeWorld({ cwd: folder.path });
  expect(await runCli(['schema', 'upgrade', server.address, '--argo', '9.8.7'], fake.world)).toBe(2);
  expect(fake.err()).toContain('MIGRATE_DOWNLOAD_FAILED');
  expect(fake.err()).toContain('ECONNREFUSED');
});

test('Ctrl-C during a download changes nothing', async () => {
  const interruption = new AbortController();
  await using server = await loopbackServer(() => interruption.abort('SIGINT'));
  using folder = temporaryFolder({ 'schemas/argo/v9.8/definitions.json': 'old' });
  const before = snapshot(folder.path);
  const fake = fakeWorld({ cwd: folder.path, interrupted: interruption.signal });
  expect(await runCli(['schema', 'upgrade', server.address, '--argo', '9.8.7'], fake.world)).toBe(130);
  expect(fake.err()).toContain('Interrupted. Nothing was changed.');
  expect(snapshot(folder.path)).toEqual(before);
});

test.for([
  { title: 'upgrade', words: ['upgrade', '--workflows', 'a.yaml'] },
  { title: 'import', words: ['import'] },
])('Ctrl-C during $title changes nothing', async ({ words: [name, ...more] }) => {
  using folder = temporaryFolder({
    'a.yaml': 'apiVersion: argoproj.io/v1alpha1\nkind: Workflow\nspec: {}\n',
    'schema.json': whole,
  });
  const before = snapshot(folder.path);
  const controller = new AbortController();
  const { world, err } = fakeWorld({ cwd: folder.path });
  // The signal is handled when the program next waits, which is after all of its work.
  const interrupt = (): void => void setImmediate(() => controller.abort());
  const files: World['files'] = {
    ...world.files,
    readText: (file) => world.files.readText(file).finally(interrupt),
    kindOf: (file) => world.files.kindOf(file).finally(interrupt),
  };
  const words = ['schema', name ?? '', 'schema.json', '--argo', '9.8.7', '--models', 'models', ...more];
  expect(await runCli(words, { ...world, files, interrupted: controller.signal })).toBe(130);
  expect(err()).toContain('Nothing was changed');
  expect(snapshot(folder.path)).toEqual(before);
});

test.for([
  { title: 'files of the user', at: 'mine/own.ts', says: 'CODEGEN_FOREIGN_FILE' },
  { title: 'a file in place of the folder', at: 'mine', says: 'CODEGEN_WRITE' },
  { title: 'definitions that cannot be written', at: 'schemas', says: 'SCHEMA_IMPORT' },
])('a failed write changes nothing: $title', async ({ at, says }) => {
  using folder = temporaryFolder({ 'schema.json': whole, [at]: 'of the user' });
  const before = snapshot(folder.path);
  for (const name of ['import', 'upgrade']) {
    const fake = fakeWorld({ cwd: folder.path });
    const words = ['schema', name, 'schema.json', '--argo', '9.8.7', '--models', 'mine'];
    expect(await runCli(words, fake.world)).toBe(2);
    expect(fake.err()).toContain(says);
    expect(snapshot(folder.path)).toEqual(before);
    expect(existsSync(path.join(folder.path, 'schemas/argo'))).toBe(false);
  }
});

test('import and upgrade write the same bytes, for a release and for a release candidate', async () => {
  using folder = temporaryFolder({ 'schema-9.8.7-rc1.json': whole });
  const run = (words: readonly string[]): Promise<number> =>
    runCli(['schema', ...words], fakeWorld({ cwd: folder.path }).world);
  const file = 'schema-9.8.7-rc1.json';
  expect(await run(['import', file, '--argo', '9.8.7-rc1', '--models', 'a/m', '-o', 'a/d'])).toBe(0);
  expect(await run(['upgrade', file, '--models', 'b/m', '-o', 'b/d'])).toBe(0);
  const [a, b] = ['a', 'b'].map((name) => Object.values(snapshot(path.join(folder.path, name))));
  expect(a).toEqual(b);
  expect(a?.join()).toContain('v9.8.7-rc1');
});

test('Ctrl-C ends the process with exit code 130, and nothing is written', async () => {
  let child: ChildProcess | undefined;
  await using server = await loopbackServer(() => void child?.kill('SIGINT'));
  using folder = temporaryFolder();
  const main = path.join(import.meta.dirname, '../src/main.ts');
  const words = ['schema', 'upgrade', server.address, '--argo', '9.8.7', '--models', 'models'];
  child = spawn(process.execPath, ['--conditions=@tiphys/source', main, ...words], { cwd: folder.path });
  const code = await new Promise((resolve) => child?.on('close', resolve));
  expect(code).toBe(130);
  expect(readdirSync(folder.path)).toEqual([]);
});

test.for([
  { title: 'no version', words: ['schema.json'], code: 'CLI_MISSING_ARGUMENT' },
  { title: 'an invalid URL', words: ['http://', '--argo', '9.8.7'], code: 'MIGRATE_DOWNLOAD_FAILED' },
  { title: 'a missing source', words: ['nothing-here', '--argo', '9.8.7'], code: 'CLI_FILE_MISSING' },
  {
    title: 'an unknown version to compare with',
    words: ['.', '--argo', '9.8.7', '--from', 'v1.0'],
    code: 'CLI_UNKNOWN_VERSION',
  },
  {
    title: 'an invalid number of seconds',
    words: ['http://127.0.0.1:1', '--argo', '9.8.7', '--timeout', 'x'],
    code: 'CLI_OPTION_VALUE',
  },
])('rejects $title', async ({ words, code }) => {
  using folder = temporaryFolder();
  const fake = fakeWorld({ cwd: folder.path });
  expect(await runCli(['schema', 'upgrade', ...words], fake.world)).toBe(2);
  expect(fake.err()).toContain(code);
});
