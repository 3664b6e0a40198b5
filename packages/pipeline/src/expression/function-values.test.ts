// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are texts of functions
import { expect, test } from 'vitest';
import { schemasOf } from '../../test/formula-schemas.ts';
import { canonical, evaluateAsArgo, expressionOf, formulaOf, functionOf } from '../../test/run-formula.ts';
import { PipelineError } from '../pipeline-error.ts';

/** The value of a function in Argo; the code of the error where it is refused. */
function argoValue(text: string, of: string, values: readonly unknown[]): unknown {
  const names = values.map((_, index) => `v${index}`);
  try {
    return evaluateAsArgo(expressionOf(formulaOf(functionOf(text), schemasOf(of)), names), names, values);
  } catch (error) {
    if (error instanceof PipelineError) return error.code;
    throw error;
  }
}

interface Case {
  readonly given: string;
  readonly of: string;
  readonly values: readonly unknown[];
  /** Says that the function is refused. */
  readonly refused?: true;
}

test.for<Case>([
  // Arguments that used to be dropped.
  { given: '(x, y) => x.concat(y, x)', of: 'number[]; number[]', values: [[1], [2]] },
  { given: "(t) => t.includes('a', 4)", of: 'string', values: ['abcabc'], refused: true },
  { given: "(t) => t.startsWith('b', 1)", of: 'string', values: ['abcabc'], refused: true },
  { given: "(t) => t.indexOf('a', 1)", of: 'string', values: ['abcabc'], refused: true },
  { given: "(t) => t.split('b', 1)", of: 'string', values: ['abcabc'] },
  { given: '(t) => t[1]', of: 'string', values: ['abcabc'], refused: true },
  { given: '(l) => Math.round(l[0] ?? 0)', of: 'number[]', values: [[-2.5]] },
  { given: "(l) => l[-1] ?? 'none'", of: 'number[]', values: [[1]] },
  // Missing fields.
  { given: '(v) => v.count !== undefined', of: 'Stats', values: [{ mean: 1, label: '' }] },
  { given: '(v) => v.count !== undefined', of: 'Stats', values: [{ mean: 1, label: '', count: 0 }] },
  { given: '(v) => v.count === undefined', of: 'Stats', values: [{ mean: 1, label: '' }] },
  { given: '(v) => v.count !== void 0', of: 'Stats', values: [{ mean: 1, label: '' }] },
  { given: '(v) => v.note == null', of: 'Stats', values: [{ mean: 1, label: '', note: null }] },
  { given: '(v) => v.note === undefined', of: 'Stats', values: [{ mean: 1, label: '', note: null }] },
  { given: '(v) => v.note === null', of: 'Stats', values: [{ mean: 1, label: '' }] },
  { given: '(v) => `${v.note}`', of: 'Stats', values: [{ mean: 1, label: '' }] },
  { given: '(v) => `${v.note}`', of: 'Stats', values: [{ mean: 1, label: '', note: null }] },
  { given: '(v) => ({ n: v.note, c: v.count })', of: 'Stats', values: [{ mean: 1, label: '' }] },
  { given: '(v) => ({ n: v.note, c: v.count })', of: 'Stats', values: [{ mean: 1, label: '', note: null }] },
  { given: '(v) => (v.count > 1) + 1', of: 'Stats', values: [{ mean: 1, label: '' }] },
  { given: '({ count = 3 }) => count', of: 'Stats', values: [{ mean: 1, label: '' }] },
  { given: '(v) => v.stats?.mean.toString()', of: 'Nested', values: [{}] },
  { given: '(v) => v.note?.length ?? 0', of: 'Stats', values: [{ mean: 1, label: '', note: null }] },
  // Lists.
  { given: '(l) => l[9] ?? 7', of: 'number[]', values: [[1]] },
  { given: '(l, i) => l[i] ?? 7', of: 'number[]; number', values: [[1, 2], 0.5] },
  { given: '(l, i) => l[i] ?? 7', of: 'number[]; number', values: [[1, 2], -1] },
  { given: '(l, i) => l[i] ?? 7', of: 'number[]; number', values: [[1, 2], 1] },
  { given: '(l) => l[l.length - 1]', of: 'number[]', values: [[1, 2]] },
  { given: '(l) => l.at(-1)', of: 'number[]', values: [[1, 2]] },
  { given: '(l, m) => l.concat(m)', of: 'number[]; number[]', values: [[], []] },
  { given: '(l) => l.toSorted()', of: 'number[]', values: [[10, 9, -0, 1e21, 0.5]] },
  { given: '(l) => l.toSorted()', of: 'string[]', values: [['\uffee', '\u{1f600}', 'b', 'a']] },
  { given: '(l) => l.filter((x) => x > 1).map((x, i) => i)', of: 'number[]', values: [[1, 2, 3]] },
  { given: '(l) => l.find((x, i) => i === 1)', of: 'number[]', values: [[1, 2, 3]] },
  {
    given: "(l, m) => [l.find((x) => x !== null) ?? (l[0] ?? 'none'), undefined][m.length - 1 + l.length]",
    of: '(string | null)[]; number[]',
    values: [['a'], []],
  },
  { given: "(l) => l.join('-')", of: '(string | null)[]', values: [['a', null, 'b']] },
  { given: '(l) => l.map((x) => x[0])', of: 'number[][]', values: [[[1], []]] },
  { given: "(l) => ['a', 'b'].includes(l[5])", of: 'string[]', values: [[]] },
  { given: "(l) => l.find((x) => x.startsWith('x')) === 'xa'", of: 'string[]', values: [['a']] },
  { given: "(t) => t.split(',').find((x) => x === 'z') === 'z'", of: 'string', values: ['a,b'] },
  { given: '(l) => Math.max(...l)', of: 'number[]', values: [[3, 5]] },
  { given: '(l) => Math.max(...l) < 0', of: 'number[]', values: [[]] },
  { given: '(l) => Math.min(l.length, 0.5, 3) || 1', of: 'number[]', values: [[1]] },
  { given: '(l) => l.reduce((a, x) => x, 0.5) === 0.5', of: 'number[]', values: [[]] },
  { given: "(l) => l.reduce((a, x, i) => a + i + ':' + x + ' ', '')", of: 'number[]', values: [[5, 6]] },
  // Texts.
  { given: '(t) => t.length', of: 'string', values: ['\u{1f600}e\u0301ß'] },
  { given: "(t) => t.indexOf('b')", of: 'string', values: ['\u{1f600}ßb'] },
  { given: "(t) => t.lastIndexOf('aa')", of: 'string', values: ['ßaaa'] },
  { given: '(t) => t.trim()', of: 'string', values: ['\ufeff\u0085 a\u2028'] },
  { given: '(t) => t.trimStart()', of: 'string', values: ['\u3000\u00a0a\u2028'] },
  { given: '(t) => t.trimEnd()', of: 'string', values: ['\u3000a\u2028\u180e\ufeff'] },
  { given: '(t) => [...t]', of: 'string', values: ['a\u{1f600}'] },
  { given: "(t) => t.replace('a', '[$&$$]')", of: 'string', values: ['xay'] },
  { given: "(t, u) => t.replace('a', () => u)", of: 'string; string', values: ['xay', '$&'] },
  { given: '(t, u) => t < u', of: 'string; string', values: ['\uffee', '\u{1f600}'] },
  { given: '(m) => m.toUpperCase()', of: "'min' | 'max'", values: ['min'] },
  { given: "(n) => String(n).padStart(5, '0')", of: 'number', values: [42] },
  { given: "(n) => String(n).padStart(n, '0')", of: 'number', values: [-(2 ** 63)], refused: true },
  { given: "(t, n) => t.padStart(Math.min(n, 3), '0')", of: 'string; number', values: [' ', -(2 ** 63)] },
  // Numbers.
  { given: '(n) => `${n}`', of: 'number', values: [1e21] },
  { given: '(n) => `${n}`', of: 'number', values: [1e-7] },
  { given: '(n) => `${n}`', of: 'number', values: [-0] },
  { given: '(n) => `${n + 0.2}`', of: 'number', values: [0.1] },
  { given: '(n) => `${n * 10}`', of: 'number', values: [-1e308] },
  { given: '(n) => `${n / n}`', of: 'number', values: [0] },
  { given: '(n) => 1 / n > 5', of: 'number', values: [0] },
  { given: '(n) => 1 / n > 5', of: 'number', values: [-0] },
  { given: '(n) => 1 / -n === Infinity', of: 'number', values: [-0] },
  { given: '(n) => n + 9007199254740993', of: 'number', values: [1] },
  { given: '() => 9007199254740991 * 9007199254740991', of: '', values: [] },
  { given: '(n) => n % 2', of: 'number', values: [-7.5] },
  { given: '(n) => n % 7', of: 'number', values: [1e300] },
  { given: '(n) => n % 1024', of: 'number', values: [2 ** 63 + 2048] },
  { given: '(n) => n ** 2', of: 'number', values: [0.1] },
  { given: '(n) => Math.round(n)', of: 'number', values: [0.49999999999999994] },
  { given: '(n) => Math.round(n)', of: 'number', values: [-0.5] },
  { given: '(n) => Math.trunc(n) + Math.sign(n)', of: 'number', values: [-1.5] },
  { given: '(t) => Number(t)', of: 'string', values: [''] },
  { given: '(t) => Number(t)', of: 'string', values: ['\ufeff 0x1F\n'] },
  { given: '(t) => Number(t)', of: 'string', values: ['-.5e-3'] },
  { given: '(t) => Number(t)', of: 'string', values: ['017'] },
  { given: '(t) => Number(t) > 0', of: 'string', values: ['1_000'] },
  { given: '(t) => Number(t) > 0', of: 'string', values: ['inf'] },
  { given: '(t) => Number(t) > 0', of: 'string', values: ['+Infinity'] },
  // Conditions.
  { given: '(n, t) => n && t', of: 'number; string', values: [0, 'x'] },
  { given: '(n) => (n / n || 5)', of: 'number', values: [0] },
  { given: '(v) => !v', of: 'unknown', values: [''] },
  { given: '(v) => !v', of: 'unknown', values: [[]] },
  { given: "(v) => (typeof v === 'string' ? v.length : v * 2)", of: 'string | number', values: ['abc'] },
  { given: "(v) => (typeof v === 'string' ? v.length : v * 2)", of: 'string | number', values: [4] },
  {
    given: '(l, v) => v != null && l.some((v) => v === null)',
    of: '(string | null)[]; string | null',
    values: [[null], 'x'],
  },
  { given: '(t) => t === 5', of: 'string | number', values: ['5'] },
  { given: 'function big(n) { return n > 3; }', of: 'number', values: [4] },
])('$given of $values', ({ given, of, values, refused }) => {
  const wanted: unknown = functionOf(given)(...(values as never[]));
  const found = argoValue(given, of, values);
  if (refused === true) expect(found).toBe('PIPELINE_UNSUPPORTED_SYNTAX');
  else expect(canonical(found)).toBe(canonical(wanted));
});
