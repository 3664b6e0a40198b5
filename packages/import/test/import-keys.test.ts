import { stripTypeScriptTypes } from 'node:module';
import { nastyString } from '@tiphys/tools-conformance';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { importYaml } from '../src/index.ts';

/** Runs a module that exports one plain object, and returns it. */
function run(code: string, name: string): unknown {
  const written = new TextDecoder('utf-8', { ignoreBOM: true }).decode(new TextEncoder().encode(code));
  const body = stripTypeScriptTypes(written)
    .replace(/^import type .*$/m, '')
    .replace(/^export /gm, '');
  return new Function(`'use strict';${body}\nreturn ${name};`)();
}

test.for([
  { data: 'on: on', want: 'data: { true: true }' },
  { data: 'n: n', want: 'data: { false: false }' },
  { data: '"null": null', want: 'data: { null: null }' },
  { data: '1: 1', want: "data: { '1': 1 }" },
  { data: '-1: -1', want: "data: { '-1': -1 }" },
  { data: '1.5: a', want: "data: { '1.5': 'a' }" },
  { data: '__proto__: {a: 1}', want: "data: { ['__proto__']: { a: 1 } }" },
  { data: 'constructor: {a: 1}', want: 'data: { constructor: { a: 1 } }' },
  { data: 'class: class', want: "data: { class: 'class' }" },
  { data: `"it's": 1`, want: `data: { "it's": 1 }` },
  { data: "'\"': 1", want: `data: { '"': 1 }` },
  { data: '"": ""', want: "data: { '': '' }" },
  { data: 'undefined: undefined', want: "data: { undefined: 'undefined' }" },
  { data: 'ünï: 1', want: 'data: { ünï: 1 }' },
  { data: '"\\u088f": 1', want: "data: { '\u088f': 1 }" },
])('the key of `$data` becomes a property', ({ data, want }) => {
  const { code, objects } = importYaml(
    `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata:\n  ${data}\n`,
  );
  expect(code).toContain(want);
  expect(run(code, 'a')).toEqual(objects[0]?.value);
});

const word = fc.oneof(
  nastyString,
  fc.constantFrom(
    ...['true', 'false', 'null', 'on', 'n', '1', '-1', '__proto__', 'constructor', 'class', 'await', 'a'],
    ...[
      '*/',
      '/*',
      '//',
      '`',
      '${',
      '$\u007bx}',
      '</script',
      "'",
      '"',
      '\\',
      '\u2028',
      '\u2029',
      '\r',
      '\n',
      '\u088f',
    ],
  ),
);
const value = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    word,
    fc.constantFrom(true, false, null, 0, 1),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(word, tie('value'), { maxKeys: 4, noNullPrototype: true }),
  ),
})).value;

test('the code produces the same object for any keys, texts and comments', () => {
  const comment = word.map((text) => text.replaceAll(/[\uFEFF\uFFFE\uFFFF]|\p{Cc}|\p{Cs}/gu, ' '));
  fc.assert(
    fc.property(value, comment, (data, text) => {
      const given = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' }, data };
      // JSON is valid YAML, and unambiguous.
      const { code, problems } = importYaml(`#${text}\n${JSON.stringify(given)}\n`);
      expect(problems).toEqual([]);
      expect(JSON.stringify(run(code, 'a'))).toBe(JSON.stringify(given));
    }),
    { numRuns: 1000 },
  );
});
