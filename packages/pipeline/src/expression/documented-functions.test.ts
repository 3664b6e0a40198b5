import { readFileSync } from 'node:fs';
import { printExpression } from '@tiphys/expression';
import { expect, test } from 'vitest';
import { schemasOf, typesOf } from '../../test/formula-schemas.ts';
import { formulaOf } from '../../test/run-formula.ts';
import { registerFunctionSource } from '../source/function-source.ts';
import { listMethods } from './methods/list-methods.ts';
import { mathFunctions } from './methods/math-functions.ts';
import { stringMethods } from './methods/string-methods.ts';
import { globalFunctions } from './parts/conversions.ts';
import { translateFunction } from './translate-function.ts';
import { substituteOperands } from './tree/formula-trees.ts';

const page = readFileSync(new URL('../../../../docs/expressions.md', import.meta.url), 'utf8');

/** Rows of two cells, both of them code. */
const rows = [...page.matchAll(/^\| (`+ ?)(.*?) ?`+ \| `(.*)` \|$/gm)].map(([, , given = '', want = '']) => ({
  given: given.replaceAll('\\|', '|'),
  want: want.replaceAll('\\|', '|'),
}));

test('the page about expressions has tables', () => {
  expect(rows.length).toBeGreaterThan(90);
});

test.for(rows)('$given becomes $want', ({ given, want }) => {
  const source = { text: given, file: '/project/pipeline.ts', line: 1, column: 1 };
  const tree = translateFunction(
    formulaOf(
      registerFunctionSource(() => undefined, source),
      schemasOf(typesOf(given)),
    ),
  );
  const names = ['a', 'b'].map((name) => ({ kind: 'identifier' as const, name }));
  const found = printExpression(substituteOperands(tree, names));
  expect(want === '…' ? found.length > 190 : found).toBe(want === '…' ? true : want);
});

/** Operators and other syntax that the tables must show. */
const syntax = [
  '?.',
  '??',
  '||',
  '&&',
  '!==',
  '===',
  '!=',
  '==',
  '<',
  '>=',
  ' in ',
  'typeof',
  '?',
  '`',
  '...',
  '**',
  '%',
  '[0]',
  '{',
  'if (',
];

test.for([
  ...stringMethods.map((name) => ({ title: `the method ${name} of strings`, wanted: `.${name}(` })),
  ...listMethods.map((name) => ({ title: `the method ${name} of lists`, wanted: `.${name}(` })),
  ...mathFunctions.map((name) => ({ title: `Math.${name}`, wanted: `Math.${name}(` })),
  ...Object.keys(globalFunctions).map((name) => ({ title: name, wanted: name })),
  ...syntax.map((text) => ({ title: text, wanted: text })),
])('$title is in the tables', ({ wanted }) => {
  expect(rows.some(({ given }) => given.includes(wanted))).toBe(true);
});
