import { describe, expect, test } from 'vitest';
import { readTexts, type SourceTexts } from '../../test/read-texts.ts';
import { signatureProblemCodes } from './codes.ts';

const markers = "import type { InputFile, Large, OutputFile, SecretText } from '@tiphys/pipeline';\n";

/** The first problem of the text: `code line:column message`. */
const cases: readonly { readonly given: SourceTexts; readonly want: string }[] = [
  {
    given: 'export function f(when: Date) {}',
    want: 'SIGNATURE_UNSUPPORTED_TYPE main.ts:1:25 Input "when" of f has type Date, which JSON cannot represent; use an ISO date string (`string`).',
  },
  {
    given: 'interface Row {\n  at: { day: Date }[];\n}\nexport function f(rows: Row[]) {}',
    want: 'SIGNATURE_UNSUPPORTED_TYPE main.ts:2:9 Input "rows[].at[].day" of f has type Date, which JSON cannot represent; use an ISO date string (`string`).',
  },
  {
    given: {
      'main.ts': "import type { Row } from './row.ts';\nexport function f(row: Row) {}",
      'row.ts': 'export interface Row {\n  names: Set<string>;\n}',
    },
    want: 'SIGNATURE_UNSUPPORTED_TYPE row.ts:2:3 Input "row.names" of f has type Set<string>, which JSON cannot represent; use a list (`T[]`).',
  },
  {
    given: 'export function f(): Map<string, number> { return new Map(); }',
    want: 'SIGNATURE_UNSUPPORTED_TYPE main.ts:1:22 The output of f has type Map<string, number>, which JSON cannot represent; use an object (`Record<string, T>`).',
  },
  {
    given: 'export function f() { return { made: new Date() }; }',
    want: 'SIGNATURE_UNSUPPORTED_TYPE main.ts:1:32 "made" in the output of f has type Date, which JSON cannot represent; use an ISO date string (`string`).',
  },
  {
    given: 'export function f(n: bigint) {}',
    want: 'SIGNATURE_UNSUPPORTED_TYPE main.ts:1:22 Input "n" of f has type bigint, which JSON cannot represent; use a string with its digits (`string`), or `number` up to 2^53.',
  },
  {
    given: 'export function f(s: symbol) {}',
    want: 'SIGNATURE_UNSUPPORTED_TYPE main.ts:1:22 Input "s" of f has type symbol, which JSON cannot represent; use a string (`string`).',
  },
  {
    given: 'export function f(call: () => void) {}',
    want: 'SIGNATURE_UNSUPPORTED_TYPE main.ts:1:25 Input "call" of f has type () => void, a function, which JSON cannot represent; pass data, and call the function inside the component.',
  },
  {
    given: 'class Row { id = 1 }\nexport function f(row: Row) {}',
    want: 'SIGNATURE_UNSUPPORTED_TYPE main.ts:2:24 Input "row" of f has type Row, a class, whose instances JSON cannot represent; use a plain object (an interface).',
  },
  {
    given: 'export function f(bytes: Uint8Array) {}',
    want: 'SIGNATURE_UNSUPPORTED_TYPE main.ts:1:26 Input "bytes" of f has type Uint8Array<ArrayBufferLike>, which JSON cannot represent; use a file (`InputFile` for an input, `OutputFile` for an output, from \'@tiphys/pipeline\') or a base64 string (`string`).',
  },
  {
    given: 'export function f(list: WeakRef<object>) {}',
    want: 'SIGNATURE_UNSUPPORTED_TYPE main.ts:1:25 Input "list" of f has type WeakRef<object>, which JSON cannot represent; use a plain object with the fields that matter.',
  },
  {
    given: 'export function f(list: (string | undefined)[]) {}',
    want: 'SIGNATURE_UNSUPPORTED_TYPE main.ts:1:25 Input "list[]" of f has type undefined, which JSON cannot represent; use `null`.',
  },
  {
    given: 'export function f(): string | undefined { return undefined; }',
    want: 'SIGNATURE_UNSUPPORTED_TYPE main.ts:1:22 The output of f may be undefined, which JSON cannot represent; return `null` instead.',
  },
  {
    given: 'export function f(o: object) {}',
    want: 'SIGNATURE_UNSUPPORTED_TYPE main.ts:1:22 Input "o" of f has type object, which does not name its fields; use `Record<string, unknown>` or name the fields.',
  },
  {
    given: 'export function f(o: {}) {}',
    want: 'SIGNATURE_UNSUPPORTED_TYPE main.ts:1:22 Input "o" of f has type {}, which does not name its fields; use `Record<string, unknown>` or name the fields.',
  },
  {
    given: 'declare const key: unique symbol;\nexport function f(o: { [key]: string }) {}',
    want: 'SIGNATURE_UNSUPPORTED_TYPE main.ts:2:22 Input "o" of f has type { [key]: string; }, which has a symbol as a field name; use a string as the name.',
  },
  {
    given: 'export function f(o: [...string[], number]) {}',
    want: 'SIGNATURE_UNSUPPORTED_TYPE main.ts:1:22 Input "o" of f has type [...string[], number], which has elements after its rest element; put the rest element last.',
  },
  {
    given: 'interface Grow<T> { inner: Grow<T[]> | null }\nexport function f(o: Grow<string>) {}',
    want: 'SIGNATURE_UNSUPPORTED_TYPE main.ts:2:22 Input "o" of f nests more than 100 types, or has a recursive type that grows with each level; give an inner part the type `unknown`.',
  },
  {
    given: 'export function f(o: never) {}',
    want: 'SIGNATURE_UNSUPPORTED_TYPE main.ts:1:22 Input "o" of f has type never, so no value is valid; declare the type of its values.',
  },
  {
    given: 'export function f(rows: any[]) {}',
    want: 'SIGNATURE_ANY_TYPE main.ts:1:25 Input "rows[]" of f has type any, so the shape of its values is unknown; declare its type, or use `unknown` to accept any JSON value.',
  },
  {
    given: 'export function f(x) {}',
    want: 'SIGNATURE_ANY_TYPE main.ts:1:19 Input "x" of f has no type that TypeScript could infer; declare its type, or use `unknown` to accept any JSON value.',
  },
  {
    given: 'export function f({ x }) {}',
    want: 'SIGNATURE_ANY_TYPE main.ts:1:21 Input "x" of f has no type that TypeScript could infer; declare its type, or use `unknown` to accept any JSON value.',
  },
  {
    given: "export const f = () => JSON.parse('1');",
    want: 'SIGNATURE_ANY_TYPE main.ts:1:14 The output of f has no type that TypeScript could infer; declare its type, or use `unknown` to accept any JSON value.',
  },
  {
    given: 'export function f(rows: Partial<Missing>[]) {}',
    want: 'SIGNATURE_UNRESOLVED_TYPE main.ts:1:33 Input "rows" of f needs the type Missing, which cannot be found; import or declare it.',
  },
  {
    given: 'interface Row { id: Missing }\nexport function f(row: Row) {}',
    want: 'SIGNATURE_UNRESOLVED_TYPE main.ts:1:21 Input "row" of f needs the type Missing, which cannot be found; import or declare it.',
  },
  {
    given: 'interface Row extends Missing { id: number }\nexport function f(rows: Row[]) {}',
    want: 'SIGNATURE_UNRESOLVED_TYPE main.ts:1:23 Input "rows" of f needs the type Missing, which cannot be found; import or declare it.',
  },
  {
    given: 'type Row = Record<Missing, string>;\nexport function f(row: Row) {}',
    want: 'SIGNATURE_UNRESOLVED_TYPE main.ts:1:19 Input "row" of f needs the type Missing, which cannot be found; import or declare it.',
  },
  {
    given:
      'interface Row extends Missing { id: number }\ndeclare const rows: Row[];\nexport function f() { return { rows }; }',
    want: 'SIGNATURE_UNRESOLVED_TYPE main.ts:1:23 "rows[]" in the output of f needs the type Missing, which cannot be found; import or declare it.',
  },
  {
    given: 'declare const rows: { id: Missing }[];\nexport function f() { return rows; }',
    want: 'SIGNATURE_UNRESOLVED_TYPE main.ts:1:23 "[].id" in the output of f has a type that cannot be found; import or declare it.',
  },
  {
    given: 'export function f({ x }: Missing) {}',
    want: 'SIGNATURE_UNRESOLVED_TYPE main.ts:1:26 The parameter of f needs the type Missing, which cannot be found; import or declare it.',
  },
  {
    given: "import type { Large } from '@tiphys/missing';\nexport function f(x: Large<string>) {}",
    want: "SIGNATURE_UNRESOLVED_IMPORT main.ts:1:28 The module '@tiphys/missing' cannot be found; install it: npm i @tiphys/missing.",
  },
  {
    given: "export { f } from './missing.ts';",
    want: "SIGNATURE_UNRESOLVED_IMPORT main.ts:1:19 The module './missing.ts' cannot be found; check the path.",
  },
  {
    given: {
      'main.ts': "import { b } from './other.ts';\nexport const f = () => b;",
      'other.ts': 'export const a = 1;',
    },
    want: "SIGNATURE_UNRESOLVED_IMPORT main.ts:1:10 The module './other.ts' has no export named b; check the name.",
  },
  {
    given: 'export function f(a: string {\n}',
    want: "SIGNATURE_SYNTAX main.ts:1:29 The file is not valid TypeScript: ',' expected.",
  },
  {
    given: { 'main.ts': "export * from './other.ts';", 'other.ts': 'export function f( {' },
    want: "SIGNATURE_SYNTAX other.ts:1:21 The file is not valid TypeScript: '}' expected.",
  },
  {
    given: 'export function first<T>(rows: T[]): number { return rows.length; }',
    want: 'SIGNATURE_GENERIC main.ts:1:32 Input "rows[]" of first has type T, an unconstrained type parameter; use a concrete type, or add a constraint (`T extends string`).',
  },
  {
    given: `${markers}export function f(files: InputFile[][]) {}`,
    want: 'SIGNATURE_MISPLACED_MARKER main.ts:2:26 Input "files[][]" of f has the marker type InputFile inside another type; use it for a whole input, a whole result, or a field of a result that is an object.',
  },
  {
    given: `${markers}export function f(): { rows: Large<number[]>[] } { return { rows: [] }; }`,
    want: 'SIGNATURE_MISPLACED_MARKER main.ts:2:24 "rows[]" in the output of f has the marker type Large<number[]> inside another type; use it for a whole input, a whole result, or a field of a result that is an object.',
  },
  {
    given: `${markers}export function f(): { pages: OutputFile[]; n: Large<string> } { return { pages: [], n: '' }; }`,
    want: 'SIGNATURE_MISPLACED_MARKER main.ts:2:31 "pages" in the output of f is a list of files; return one file, an object with a field for each file, or call a function that returns one file in a loop (`forEach`).',
  },
  {
    given: `${markers}export function f(): { page: InputFile } { return { page: '' }; }`,
    want: 'SIGNATURE_MISPLACED_MARKER main.ts:2:30 "page" in the output of f has type InputFile, which is for inputs; use OutputFile, the path of a file that the function wrote.',
  },
  {
    given: `${markers}export function f(): { token: SecretText; n: number } { return { token: '', n: 1 }; }`,
    want: 'SIGNATURE_MISPLACED_MARKER main.ts:2:31 "token" in the output of f has type SecretText, which is for inputs; a secret must not become a value of the workflow.',
  },
  {
    given: `${markers}export function f(): SecretText { return ''; }`,
    want: 'SIGNATURE_MISPLACED_MARKER main.ts:2:22 The output of f has type SecretText, which is for inputs; a secret must not become a value of the workflow.',
  },
  {
    given: `${markers}export function f(files: { page: InputFile }[]) {}`,
    want: 'SIGNATURE_MISPLACED_MARKER main.ts:2:28 Input "files[].page" of f has the marker type InputFile inside another type; use it for a whole input, a whole result, or a field of a result that is an object.',
  },
  {
    given: `${markers}export function f(): { ok: true; page: OutputFile } | { ok: false } { return { ok: false }; }`,
    want: 'SIGNATURE_MISPLACED_MARKER main.ts:2:34 "page" in the output of f has the marker type OutputFile inside another type; use it for a whole input, a whole result, or a field of a result that is an object.',
  },
  {
    given: `${markers}export function f(file: OutputFile) {}`,
    want: 'SIGNATURE_MISPLACED_MARKER main.ts:2:25 Input "file" of f has type OutputFile, which is for outputs; use InputFile, the path of a file that another task wrote.',
  },
  {
    given: `${markers}export function f(): InputFile { return 'x'; }`,
    want: 'SIGNATURE_MISPLACED_MARKER main.ts:2:22 The output of f has type InputFile, which is for inputs; use OutputFile, the path of a file that the function wrote.',
  },
  {
    given: `${markers}export function f({ a }: Large<{ a: string }>) {}`,
    want: 'SIGNATURE_MISPLACED_MARKER main.ts:2:26 The parameter of f has a marker, but each of its fields is an input; mark the fields that need it.',
  },
  {
    given: 'export function f(first: string, ...rest: number[]) {}',
    want: 'SIGNATURE_REST_PARAMETER main.ts:1:34 f has a rest parameter (...rest: number[]); take a list instead: `rest: number[]`.',
  },
  {
    given: 'export function f(this: Date, a: number) {}',
    want: 'SIGNATURE_THIS_PARAMETER main.ts:1:19 f uses `this`, which a task does not have; pass it as a parameter.',
  },
  {
    given: 'export function f([a, b]: [number, number]) {}',
    want: 'SIGNATURE_PARAMETER_PATTERN main.ts:1:19 The parameter [a, b] of f is destructured, so the input has no name; give the parameter a name.',
  },
  {
    given: 'export function f({ a }: { a: number }, b: number) {}',
    want: 'SIGNATURE_PARAMETER_PATTERN main.ts:1:19 The parameter { a } of f is destructured, but it is not the only parameter; take one object with all inputs, or give the parameter a name.',
  },
  {
    given: 'export function f({ a }: Record<string, number>) {}',
    want: 'SIGNATURE_PARAMETER_PATTERN main.ts:1:19 The parameter of f is destructured, but its type Record<string, number> does not name the inputs; write `{ a, b }: { a: string; b: number }`, or give the parameter a name.',
  },
  {
    given: 'export async function* f() { yield 1; }',
    want: 'SIGNATURE_GENERATOR main.ts:1:1 f is a generator; return a list (`T[]`) instead.',
  },
  {
    given:
      'export function f(a: string): void;\nexport function f(a: number): void;\nexport function f(a: unknown) {}',
    want: 'SIGNATURE_OVERLOADS main.ts:1:1 f has overloads; give it one signature, with a union or optional parameters.',
  },
  {
    given: 'export class Row {}',
    want: 'SIGNATURE_CLASS main.ts:1:1 The class Row is exported, but only functions become components; move it to a separate file, or mark it `@internal`.',
  },
  {
    given: 'export const f = Math.max;',
    want: 'SIGNATURE_FUNCTION_VALUE main.ts:1:14 f is a function, but its parameters cannot be read from this export; write `export function f(...) { ... }`, or mark it `@internal`.',
  },
  {
    given: `type D = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9;\nexport function f(x: \`${'$'.concat('{D}').repeat(6)}\`) {}`,
    want: 'SIGNATURE_UNSUPPORTED_TYPE main.ts:2:22 Input "x" of f has a type that is too complex for the TypeScript compiler; use a simpler one, such as `string`.',
  },
  {
    given: 'export default function f() {}',
    want: 'SIGNATURE_DEFAULT_EXPORT main.ts:1:1 The function f is only exported as default, and components need a named export; write `export function f() { ... }`, or mark it `@internal`.',
  },
  {
    given: 'export default async function (x: number): Promise<number> { return x; }',
    want: 'SIGNATURE_DEFAULT_EXPORT main.ts:1:1 The default export is an unnamed function, and components take their names from functions; write `export async function name(x: number): Promise<number> { ... }`, or mark it `@internal`.',
  },
  {
    given: 'export default (x) => x;',
    want: 'SIGNATURE_DEFAULT_EXPORT main.ts:1:16 The default export is an unnamed function, and components take their names from functions; write `export function name(x) { ... }`, or mark it `@internal`.',
  },
  {
    given: 'const f = (x: number): number => x;\nexport { f as default };',
    want: 'SIGNATURE_DEFAULT_EXPORT main.ts:1:7 The function f is only exported as default, and components need a named export; write `export const f = ...`, or mark it `@internal`.',
  },
  {
    given: 'declare function wrap<T>(f: T): T;\nexport default wrap((x: number) => x);',
    want: 'SIGNATURE_DEFAULT_EXPORT main.ts:2:16 The default export is an unnamed function, and components take their names from functions; write `export function name(...) { ... }`, or mark it `@internal`.',
  },
  {
    given: 'export default class {}',
    want: 'SIGNATURE_CLASS main.ts:1:1 The default export is a class, but only functions become components; move it to a separate file, or mark it `@internal`.',
  },
  {
    given:
      "import { input, pipeline } from '@tiphys/pipeline';\nexport const p = pipeline('p', { n: input() }, () => 1);",
    want: 'SIGNATURE_PIPELINE_INPUT main.ts:2:37 Input "n" of the pipeline p has no type; add one: `input<string>()`.',
  },
];

describe('a problem', () => {
  const files = readTexts(cases.map(({ given }) => given));

  test.for(cases.map((one, index) => ({ ...one, file: files[index] })))('$want', ({ want, file }) => {
    const [first] = file?.problems ?? [];
    const place = first && `${first.location.file}:${first.location.line}:${first.location.column}`;
    expect(`${first?.code} ${place} ${first?.message}`).toBe(want);
    expect(file?.functions).toEqual([]);
  });

  // See read-signatures.test.ts, compiler-settings.test.ts, deep-code.test.ts and checked-functions.test.ts.
  const elsewhere = ['SIGNATURE_FILE_MISSING', 'SIGNATURE_CONFIG', 'SIGNATURE_TOO_DEEP', 'SIGNATURE_SCHEMA'];

  test.for(Object.keys(signatureProblemCodes).filter((code) => !elsewhere.includes(code)))(
    'has an example of %s',
    (code) => {
      expect(cases.filter(({ want }) => want.startsWith(`${code} `))).not.toEqual([]);
    },
  );
});
