import { expect, test } from 'vitest';
import { createBundler } from '../src/code/create-bundler.ts';
import { describeComponent, runScript } from './run-component.ts';
import { createProject } from './temporary-project.ts';

const functions = `
export function f(n: number): unknown { keepBusy(); return [{ n: n + 1, text: 'ü{{', none: undefined }, -0, [], 'end']; }
export function fails(): never { keepBusy(); throw new Error('the real reason'); }
export function unfinished(): Promise<never> { return new OwnPromise(() => {}); }
`;

const failure = /^PIPELINE_FUNCTION_FAILED: fails failed at components\.ts:7\.\nError: the real reason\n/;

/** What user code does to what everybody shares, before its functions are called. */
const patches: Readonly<Record<string, string>> = {
  'JSON.stringify': "const s = JSON.stringify; JSON.stringify = (() => s('HACKED')) as never;",
  'JSON.parse': "JSON.parse = (() => 'HACKED') as never;",
  JSON: '(globalThis as any).JSON = { parse: () => 1, stringify: () => \'"HACKED"\' };',
  'fields of Object.prototype':
    'Object.assign(Object.prototype, { x: 1, toJSON: () => 2, recursive: false });',
  'getters of Object.prototype':
    "for (const name of ['get', 'set', 'encoding', 'flag', '0']) Object.defineProperty(Object.prototype, name, { get() { throw new Error('HACKED'); }, set() {}, configurable: true });",
  'fields of Array.prototype':
    "Object.assign(Array.prototype, { toJSON: () => 'HACKED', 0: 'HACKED', last: 1 });",
  'methods of Array.prototype':
    "for (const name of ['map', 'join', 'push', 'slice', 'flatMap', 'filter', 'includes', 'some', 'forEach']) Object.defineProperty(Array.prototype, name, { value: () => 'HACKED' });",
  'the iterator of arrays':
    "Array.prototype[Symbol.iterator] = (() => { throw new Error('HACKED'); }) as never;",
  'methods of String.prototype':
    "for (const name of ['replace', 'split', 'slice', 'includes', 'padStart', 'charCodeAt', 'endsWith']) Object.defineProperty(String.prototype, name, { value: () => 'HACKED' });",
  'RegExp.prototype':
    "RegExp.prototype.exec = (() => ['HACKED']) as never; RegExp.prototype.test = (() => false) as never;",
  'Object and Array':
    "Object.keys = Object.entries = (() => ['HACKED']) as never; Array.isArray = (() => false) as never; Array.from = (() => ['HACKED']) as never; Object.prototype.toString = () => '[object Map]';",
  'String and Number':
    "Number.isFinite = () => false; (globalThis as any).String = () => 'HACKED'; (globalThis as any).Number = () => 0;",
  Promise:
    "Promise.prototype.then = (() => { throw new Error('HACKED'); }) as never; (globalThis as any).Promise = class extends Promise<unknown> { constructor(run: never) { super(run); } };",
  Reflect: '(globalThis as any).Reflect = undefined;',
  'process.nextTick': 'process.nextTick = () => {}; keepBusy = () => void setInterval(() => {}, 1000);',
  'the cork of process.stdout': 'process.stdout.cork(); keepBusy = () => void setInterval(() => {}, 1000);',
  console:
    "for (const name of Object.keys(console)) (console as any)[name] = () => { throw new Error('HACKED'); };",
  'process.exit': 'process.exit = process.reallyExit = (() => {}) as never;',
  'process.env': 'process.env = {};',
  'process.stdout':
    "process.stdout.write = process.stderr.write = (() => { throw new Error('HACKED'); }) as never;",
  'the destruction of process.stderr': 'process.stderr.destroy(); process.stdout.destroy();',
  'node:fs':
    "for (const name of ['writeFileSync', 'mkdirSync', 'existsSync', 'openSync', 'writeSync', 'closeSync']) (fs as any)[name] = () => { throw new Error('HACKED'); };",
  'node:util': "util.inspect = (() => 'HACKED') as never; (util.types as any).isNativeError = () => false;",
  Error:
    "Error.stackTraceLimit = 3; (globalThis as any).Error = class extends Error { get message() { return 'HACKED'; } };",
  Function:
    "Function.prototype.call = Function.prototype.apply = (() => 'HACKED') as never; Function.prototype.toString = () => 'HACKED';",
  'Symbol.hasInstance': 'Object.defineProperty(Error, Symbol.hasInstance, { value: () => false });',
};

test.for(Object.keys(patches))('results and reasons are right whatever becomes of %s', async (patch) => {
  await using project = await createProject({
    'components.ts': `import fs from 'node:fs';\nimport util from 'node:util';\nconst OwnPromise = Promise; let keepBusy = () => {}; void [fs, util];\n${patches[patch]}\n${functions}`,
  });
  const component = (name: string, inputs: Parameters<typeof describeComponent>[2] = []) =>
    describeComponent(project.folder, name, inputs);
  const f = component('f', [{ name: 'n', schema: { type: 'number' } }]);
  const codes = await createBundler().bundle([f, component('fails'), component('unfinished')]);
  const [result, failed, unfinished] = await Promise.all(
    [...codes].map(([{ name }, code]) => {
      const outputs = name === 'f' ? (['output', 'items'] as const) : [];
      return runScript(project.path(name), code.alone(), { inputs: ['5'], outputs });
    }),
  );
  expect(result).toEqual({
    code: 0,
    stdout: '',
    stderr: '',
    output: '[{"n":6,"text":"\\u00fc\\u007b\\u007b"},0,[],"end"]',
    items: JSON.stringify(['{"n":6,"text":"\\u00fc\\u007b\\u007b"}', '0', '[]', '"end"']),
  });
  expect(failed).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(
      // A class that stands for all errors may say of them what it likes.
      patch === 'Error' ? /^PIPELINE_FUNCTION_FAILED: fails/ : failure,
    ),
  });
  expect(unfinished).toMatchObject({ code: 1, stderr: expect.stringMatching(/^PIPELINE_TASK_UNFINISHED: /) });
});
