import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FieldEdit } from '@tiphys/convert';
import { expect, test } from 'vitest';
import { createFolder } from '../../test/create-folder.ts';
import { editObjects } from './edit-objects.ts';
import type { TypedObject } from './typed-object.ts';

const models = `export interface Mutex { readonly name?: string }
interface SynchronizationFields { readonly semaphores?: readonly string[] }
interface SynchronizationWithMutexes extends SynchronizationFields { readonly mutexes?: readonly Mutex[] }
interface SynchronizationWithNone extends SynchronizationFields { readonly mutexes?: undefined }
export type Synchronization = SynchronizationWithMutexes | SynchronizationWithNone;
export interface CronWorkflowSpec { readonly schedules: readonly string[]; readonly synchronization?: Synchronization | undefined; readonly configMap?: Mutex }
export interface CronWorkflow { readonly spec: CronWorkflowSpec }
`;

const modelsPackage = {
  'node_modules/@tiphys/models/package.json':
    '{ "name": "@tiphys/models", "type": "module", "exports": { ".": "./index.d.ts", "./v3.7": "./index.d.ts" } }',
  'node_modules/@tiphys/models/index.d.ts': models,
};

const definitions = new Set(['Mutex', 'Synchronization', 'CronWorkflowSpec', 'CronWorkflow']);

function decide({ definitions: names, places, fields }: TypedObject): readonly FieldEdit[] {
  const edits: FieldEdit[] = [];
  if (names.includes('CronWorkflowSpec') && 'schedule' in fields)
    edits.push({ kind: 'wrap', field: 'schedule', to: 'schedules' });
  if (names.includes('Synchronization') && 'mutex' in fields)
    edits.push({ kind: 'mutexes' in fields ? 'append' : 'wrap', field: 'mutex', to: 'mutexes' });
  if (names.includes('Synchronization') && 'semaphores' in fields)
    edits.push({ kind: 'unwrap', field: 'semaphores', to: 'semaphore' });
  for (const field of ['key', 'optional'].filter((one) => one in fields))
    if (places.includes('CronWorkflowSpec.configMap')) edits.push({ kind: 'remove', field });
  return edits;
}

const IMPORT = "import type { CronWorkflow, CronWorkflowSpec, Synchronization } from '@tiphys/models';\n";

test.for([
  {
    title: 'a declared type',
    given: 'export const s: CronWorkflowSpec = {\n  // when\n  schedule: "* * * * *", // hourly\n};\n',
    want: 'export const s: CronWorkflowSpec = {\n  // when\n  schedules: ["* * * * *"], // hourly\n};\n',
  },
  {
    title: 'satisfies, and a literal inside',
    given:
      "export const c = { spec: { 'schedule': at() } } satisfies CronWorkflow;\nfunction at() { return 'x'; }\n",
    want: "export const c = { spec: { 'schedules': [at()] } } satisfies CronWorkflow;\nfunction at() { return 'x'; }\n",
  },
  {
    title: 'an argument, a union, an optional field, a shorthand property',
    given:
      "declare function take(c: Omit<CronWorkflow, 'kind'>): void;\nconst mutex = { name: 'a' };\ntake({ spec: { schedules: [], synchronization: { mutex } } });\n",
    want: "declare function take(c: Omit<CronWorkflow, 'kind'>): void;\nconst mutex = { name: 'a' };\ntake({ spec: { schedules: [], synchronization: { mutexes: [mutex] } } });\n",
  },
  {
    title: 'a list with one element',
    given: "const s: Synchronization = { semaphores: [ 'a', ] };\n",
    want: "const s: Synchronization = { semaphore: 'a' };\n",
  },
  {
    title: 'fields that are removed',
    given:
      "const a: CronWorkflowSpec = {\n  schedules: [],\n  configMap: {\n    name: 'n',\n    key: 'k',\n  },\n};\nconst b: CronWorkflowSpec = { schedules: [], configMap: { key: 'k', name: 'n' } };\nconst c: CronWorkflowSpec = { schedules: [], configMap: { name: 'n', key: 'k' } };\n",
    want: "const a: CronWorkflowSpec = {\n  schedules: [],\n  configMap: {\n    name: 'n',\n  },\n};\nconst b: CronWorkflowSpec = { schedules: [], configMap: { name: 'n' } };\nconst c: CronWorkflowSpec = { schedules: [], configMap: { name: 'n' } };\n",
  },
  {
    title: 'adjacent fields that are removed',
    given:
      "const a: CronWorkflowSpec = { schedules: [], configMap: { name: 'n', key: 'k', optional: true } };\nconst b: CronWorkflowSpec = { schedules: [], configMap: { key: 'k', optional: true, name: 'n' } };\nconst c: CronWorkflowSpec = { schedules: [], configMap: { key: 'k', optional: true } };\nconst d: CronWorkflowSpec = { schedules: [], configMap: {\n  name: 'n', // the name\n  key: 'k', // the key\n  optional: true\n} };\n",
    want: "const a: CronWorkflowSpec = { schedules: [], configMap: { name: 'n' } };\nconst b: CronWorkflowSpec = { schedules: [], configMap: { name: 'n' } };\nconst c: CronWorkflowSpec = { schedules: [], configMap: {} };\nconst d: CronWorkflowSpec = { schedules: [], configMap: {\n  name: 'n', // the name\n  // the key\n} };\n",
  },
  {
    title: 'a type of the user that extends one of the models',
    given:
      "interface Mine extends CronWorkflowSpec { extra: 1 }\nconst m: Mine = { extra: 1, schedule: 'x' };\n",
    want: "interface Mine extends CronWorkflowSpec { extra: 1 }\nconst m: Mine = { extra: 1, schedules: ['x'] };\n",
  },
  {
    title: 'constants that get their type where they are used',
    given:
      "const lock = { mutex: { name: 'a' } };\nconst parts = ({ schedule: 'x', synchronization: lock, configMap: { key: 'k', name: 'n' } } as const);\nconst s: CronWorkflowSpec = { ...parts };\nconst synchronization = lock;\nconst t: CronWorkflowSpec = { schedules: [], synchronization };\n",
    want: "const lock = { mutexes: [{ name: 'a' }] };\nconst parts = ({ schedules: ['x'], synchronization: lock, configMap: { name: 'n' } } as const);\nconst s: CronWorkflowSpec = { ...parts };\nconst synchronization = lock;\nconst t: CronWorkflowSpec = { schedules: [], synchronization };\n",
  },
  {
    title: 'mapped types over the models',
    given:
      "type Authored<T> = T extends string ? T : { readonly [F in keyof T]: Authored<T[F]> };\ndeclare function take(spec: Authored<Omit<CronWorkflowSpec, 'schedules'>> & { more?: 1 }): void;\ntake({ schedule: 'x', synchronization: { mutex: {} }, more: 1 });\n",
    want: "type Authored<T> = T extends string ? T : { readonly [F in keyof T]: Authored<T[F]> };\ndeclare function take(spec: Authored<Omit<CronWorkflowSpec, 'schedules'>> & { more?: 1 }): void;\ntake({ schedules: ['x'], synchronization: { mutexes: [{}] }, more: 1 });\n",
  },
  {
    title: 'values that generic functions pass on',
    given: [
      'const lock = (name: string): Synchronization => Object.freeze({ mutex: { name } });',
      "const locks: readonly Synchronization[] = ['a'].map((name) => (name === '' ? {} : { mutex: { name } }));",
      "const some: Synchronization[] = ['a'].flatMap((name) => { if (name === '') return []; return [{ mutex: { name } }]; });",
      "const other: unknown[] = ['a'].map((name) => ({ mutex: name }));",
      '',
    ].join('\n'),
    want: [
      'const lock = (name: string): Synchronization => Object.freeze({ mutexes: [{ name }] });',
      "const locks: readonly Synchronization[] = ['a'].map((name) => (name === '' ? {} : { mutexes: [{ name }] }));",
      "const some: Synchronization[] = ['a'].flatMap((name) => { if (name === '') return []; return [{ mutexes: [{ name }] }]; });",
      "const other: unknown[] = ['a'].map((name) => ({ mutex: name }));",
      '',
    ].join('\n'),
  },
  {
    title: 'a single mutex next to a list',
    given:
      "const s: Synchronization = { mutex: { name: 'a' }, mutexes: [{ name: 'b' }] };\nconst mutex = { name: 'a' };\nconst t: Synchronization = { mutexes: [], mutex };\n",
    want: "const s: Synchronization = { mutexes: [{ name: 'b' }, { name: 'a' }] };\nconst mutex = { name: 'a' };\nconst t: Synchronization = { mutexes: [mutex] };\n",
  },
  {
    title: 'a name in brackets',
    given: "const s: CronWorkflowSpec = { ['schedule']: 'x' };\n",
    want: "const s: CronWorkflowSpec = { ['schedules']: ['x'] };\n",
  },
  {
    title: 'leaves other objects with fields of the same name',
    given:
      "const s = { schedule: 'x', mutex: 1 };\ninterface Own { mutex: string }\nconst o: Own = { mutex: 'x' };\n",
    want: "const s = { schedule: 'x', mutex: 1 };\ninterface Own { mutex: string }\nconst o: Own = { mutex: 'x' };\n",
  },
])('$title', ({ given, want }) => {
  using folder = createFolder({ ...modelsPackage, 'main.ts': IMPORT + given });
  const [result] = editObjects(['main.ts'], { definitions, decide, directory: folder.path });
  expect(result?.problems).toEqual([]);
  expect(result?.refused).toEqual([]);
  expect(result?.text).toBe(IMPORT + want);
  expect(readFileSync(join(folder.path, 'main.ts'), 'utf8')).toBe(IMPORT + given);
});

test.for([
  {
    title: 'a value that may be undefined',
    given: 'declare const at: string | undefined;\nconst s: CronWorkflowSpec = { schedule: at };\n',
    line: 3,
  },
  { title: 'a getter', given: "const s: CronWorkflowSpec = { get schedule() { return 'x'; } };\n", line: 2 },
  {
    title: 'a list that is defined elsewhere',
    given: 'declare const all: string[];\nconst s: Synchronization = { semaphores: all };\n',
    line: 3,
  },
  {
    title: 'a constant that is also used elsewhere',
    given: 'const lock = { mutex: {} };\nconst s: Synchronization = lock;\nconsole.log(lock.mutex);\n',
    line: 2,
  },
  {
    title: 'a constant that other files may use',
    given: 'export const lock = { mutex: {} };\nconst s: Synchronization = lock;\n',
    line: 2,
  },
  {
    title: 'a comment in the list',
    given: "const s: Synchronization = { semaphores: [/* why */ 'a'] };\n",
    line: 2,
  },
])('refused, with its position: $title', ({ given, line }) => {
  using folder = createFolder({ ...modelsPackage, 'main.ts': IMPORT + given });
  const [result] = editObjects(['main.ts'], { definitions, decide, directory: folder.path });
  expect(result?.text).toBe(IMPORT + given);
  expect(result?.refused).toMatchObject([{ location: { line } }]);
});

test('replaces the version in the name of a module; a file with a syntax error stays unchanged', () => {
  using folder = createFolder({
    ...modelsPackage,
    'a.ts': "import type { Mutex } from '@tiphys/models/v3.7';\nexport const m: Mutex = {};\n",
    'b.ts': "import type { Mutex } from '@tiphys/models/v3.7';\nexport const m: = {};\n",
  });
  const replaceModule = (name: string): string | undefined =>
    name === '@tiphys/models/v3.7' ? '@tiphys/models/v4.1' : undefined;
  const [a, b] = editObjects(['a.ts', 'b.ts'], {
    definitions,
    decide,
    directory: folder.path,
    replaceModule,
  });
  expect(a?.text).toContain("from '@tiphys/models/v4.1'");
  expect(a?.modules).toMatchObject([{ location: { line: 1, column: 28 } }]);
  expect(b?.text).toContain('v3.7');
  expect(b?.problems).toMatchObject([{ code: 'SIGNATURE_SYNTAX', location: { line: 2 } }]);
});

test('reports where code uses fields of the models', () => {
  using folder = createFolder({
    ...modelsPackage,
    'a.ts': [
      "import type { CronWorkflow, CronWorkflowSpec } from '@tiphys/models';",
      'declare const cron: CronWorkflow | undefined;',
      "export const at = [cron?.spec.schedules, cron?.spec['schedules']];",
      'export const first = ({ schedules: [one], ...rest }: CronWorkflowSpec) => [one, rest.synchronization];',
      "export const own = { schedules: 'x' }.schedules;",
      '',
    ].join('\n'),
  });
  const options = { definitions, decide: () => [], directory: folder.path };
  const [result] = editObjects(['a.ts'], { ...options, usedFields: new Set(['schedules']) });
  expect(result?.uses).toMatchObject([
    { definitions: ['CronWorkflowSpec'], field: 'schedules', location: { line: 3, column: 31 } },
    { definitions: ['CronWorkflowSpec'], field: 'schedules', location: { line: 3, column: 53 } },
    { definitions: ['CronWorkflowSpec'], field: 'schedules', location: { line: 4, column: 25 } },
  ]);
  expect(editObjects(['a.ts'], options)[0]?.uses).toEqual([]);
});

test('a file that nests too deeply for the compiler stays unchanged, and other files are still edited', () => {
  const deep = `export const x = [1]${'.filter(Boolean)'.repeat(3000)};\n`;
  const nested = `${IMPORT}\nexport const x = ${'('.repeat(5000)}1${')'.repeat(5000)};\n`;
  const cron = `${IMPORT}export const spec = { schedule: '* * * * *' } as unknown as CronWorkflowSpec;\n`;
  using folder = createFolder({ ...modelsPackage, 'deep.ts': deep, 'nested.ts': nested, 'cron.ts': cron });
  const results = editObjects(['deep.ts', 'cron.ts', 'nested.ts'], {
    directory: folder.path,
    definitions,
    decide,
  });
  expect(results.map(({ problems }) => problems.map(({ code, location }) => [code, location.line]))).toEqual([
    [['SIGNATURE_TOO_DEEP', 1]],
    [],
    [['SIGNATURE_TOO_DEEP', 3]],
  ]);
  expect(results.map(({ text }) => text)).toEqual([deep, cron, nested]);
});
