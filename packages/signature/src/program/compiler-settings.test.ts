import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createFolder } from '../../test/read-texts.ts';
import { readSignatures } from '../read/read-signatures.ts';

function readMain(files: Readonly<Record<string, string>>, tsconfig?: string) {
  using folder = createFolder(files);
  const [file] = readSignatures(['main.ts'], { directory: folder.path, ...(tsconfig ? { tsconfig } : {}) });
  return {
    schemas: file?.functions.map((one) => [...one.inputs.map((input) => input.schema), one.output.schema]),
    optional: file?.functions.flatMap((one) => one.inputs.map((input) => input.optional)),
    problems: file?.problems.map(({ code, message, location }) => {
      return `${code} ${location.file}:${location.line} ${message}`.replaceAll(`${folder.path}/`, '');
    }),
  };
}

const row = {
  type: 'object',
  properties: { id: { const: 1 } },
  required: ['id'],
  additionalProperties: false,
};

describe("the user's tsconfig.json", () => {
  test('finds options through extends and with comments', () => {
    const found = readMain({
      'main.ts': "import type { Row } from '#lib/row';\nexport function f(a: Row) {}",
      'lib/row.ts': 'export interface Row { id: 1 }',
      'base.json': '{ "compilerOptions": { "module": "preserve", "paths": { "#lib/*": ["./lib/*"] } } }',
      'tsconfig.json': '{ /* ours */ "extends": "./base.json", "compilerOptions": { "strict": true, }, }',
    });
    expect(found).toEqual({ schemas: [[row, {}]], optional: [false], problems: [] });
  });

  test('cannot hide what is optional or nullable', () => {
    const found = readMain({
      'main.ts': 'export function f(a?: string | null): number | null { return 1; }',
      'tsconfig.json': '{ "compilerOptions": { "strict": false } }',
    });
    const want = [{ type: ['string', 'null'] }, { type: ['number', 'null'] }];
    expect(found).toEqual({ schemas: [want], optional: [true], problems: [] });
  });

  test('is the nearest one', () => {
    using folder = createFolder({
      'one/main.ts': "import type { Row } from '#row';\nexport function f(a: Row) {}",
      'one/row.ts': 'export interface Row { id: 1 }',
      'one/tsconfig.json':
        '{ "compilerOptions": { "module": "preserve", "paths": { "#row": ["./row.ts"] } } }',
      'two/main.ts': "import type { Row } from '#row';\nexport function f(a: Row) {}",
    });
    const results = readSignatures(['one/main.ts', 'two/main.ts'], { directory: folder.path });
    expect(results.map((file) => file.problems.map(({ code }) => code))).toEqual([
      [],
      ['SIGNATURE_UNRESOLVED_IMPORT'],
    ]);
  });

  test('is the reference that includes the file, if the nearest one only has references', () => {
    const found = readMain({
      'main.ts': "import type { Row } from '#row';\nexport function f(a: Row) {}",
      'row.ts': 'export interface Row { id: 1 }',
      'tsconfig.json':
        '{ "files": [], "references": [{ "path": "./test" }, { "path": "./tsconfig.app.json" }] }',
      'test/tsconfig.json': '{ "include": ["*.ts"] }',
      'tsconfig.app.json':
        '{ "compilerOptions": { "module": "preserve", "paths": { "#row": ["./row.ts"] } }, "include": ["*.ts"] }',
    });
    expect(found.problems).toEqual([]);
  });

  test('can be another one', () => {
    const files = {
      'main.ts': "import type { Row } from '#row';\nexport function f(a: Row) {}",
      'row.ts': 'export interface Row { id: 1 }',
      'other.json': '{ "compilerOptions": { "module": "preserve", "paths": { "#row": ["./row.ts"] } } }',
    };
    expect(readMain(files, 'other.json').problems).toEqual([]);
  });

  test('may have options that this compiler does not know', () => {
    const files = {
      'main.ts': 'export function f(a: string) {}',
      'tsconfig.json': '{ "compilerOptions": { "ofTheFuture": true, "target": "es2099" } }',
    };
    expect(readMain(files).problems).toEqual([]);
  });

  test.for([
    {
      title: 'that is not JSON is a problem',
      given: '{ "compilerOptions": {\n "strict": true "target": "es2024" } }',
      want: ["SIGNATURE_CONFIG tsconfig.json:2 Invalid tsconfig.json: ',' expected."],
    },
    {
      title: 'that extends a missing file is a problem',
      given: '{\n"extends": "./missing.json" }',
      want: ["SIGNATURE_CONFIG tsconfig.json:1 Invalid tsconfig.json: Cannot read file 'missing.json'."],
    },
  ])('$title', ({ given, want }) => {
    const found = readMain({ 'main.ts': 'export function f(a: string) {}', 'tsconfig.json': given });
    expect(found.problems).toEqual(want);
    expect(found.schemas).toEqual([]);
  });

  test('may be empty', () => {
    const found = readMain({ 'main.ts': 'export function f(a: string) {}', 'tsconfig.json': '' });
    expect(found.problems).toEqual([]);
  });

  test('that is missing is a problem', () => {
    const [problem] =
      readMain({ 'main.ts': 'export function f(a: string) {}' }, 'missing.json').problems ?? [];
    expect(problem).toMatch(/^SIGNATURE_CONFIG missing\.json:1 /);
  });
});

describe('libraries that are left out at first', () => {
  const dom = '{ "compilerOptions": { "lib": ["es2024", "dom"], "types": [], "strict": true } }';

  test('are read when an inferred type needs them', () => {
    const found = readMain({
      'main.ts': "export async function f() { return (await fetch('x')).status; }",
      'tsconfig.json': dom,
    });
    expect(found).toMatchObject({ schemas: [[{ type: 'number' }]], problems: [] });
  });

  test('are read when an overload depends on them', () => {
    const found = readMain({
      'main.ts': `declare function pick(value: string): 'text';
declare function pick(value: boolean): 'flag';
export function f() { return pick(navigator.onLine); }`,
      'tsconfig.json': dom,
    });
    expect(found).toMatchObject({ schemas: [[{ const: 'flag' }]], problems: [] });
  });

  test('are read when a message names one of their types', () => {
    const found = readMain({ 'main.ts': 'export function f(a: Blob) {}', 'tsconfig.json': dom });
    expect(found.problems?.[0]).toContain('has type Blob, which JSON cannot represent; use a file');
  });

  test('are read when a global type comes from an included declaration file', () => {
    const found = readMain({
      'main.ts': 'export function f(a: Row) {}',
      'globals.d.ts': 'interface Row { id: 1 }',
      'tsconfig.json': '{ "compilerOptions": { "types": [] }, "include": ["*.ts"] }',
    });
    expect(found).toMatchObject({ schemas: [[row, {}]], problems: [] });
  });

  test('are not there when the tsconfig.json leaves them out', () => {
    const tsconfig = '{ "compilerOptions": { "lib": ["es2024"], "types": [] } }';
    const found = readMain({ 'main.ts': 'export function f(a: Blob) {}', 'tsconfig.json': tsconfig });
    expect(found.problems?.[0]).toContain('needs the type Blob, which cannot be found');
  });
});

test('a package that is not declared with types is found by its JavaScript', () => {
  const found = readMain({
    'main.ts':
      "import { x } from 'untyped';\nimport data from './data.json';\nimport './style.css';\nexport function f() { return String(x + data); }",
    'node_modules/untyped/package.json': '{ "name": "untyped", "main": "./index.js" }',
    'node_modules/untyped/index.js': 'exports.x = 1;',
    'data.json': '{}',
  });
  expect(found.problems).toEqual([]);
});

test("Node's own modules need no types", () => {
  const text =
    "import { readFile } from 'node:fs/promises';\nimport { join } from 'path';\nexport function f(): string { return join(String(readFile)); }";
  expect(readMain({ 'main.ts': text }).problems).toEqual([]);
});

test('a file without any tsconfig.json is read strictly', () => {
  using folder = createFolder({ 'main.ts': 'export function f(a?: string) {}' });
  const [file] = readSignatures(['main.ts'], {
    directory: folder.path,
    tsconfig: join(folder.path, 'tsconfig.json'),
  });
  expect(file?.functions[0]?.inputs[0]).toMatchObject({ optional: true, schema: { type: 'string' } });
});
