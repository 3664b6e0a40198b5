import { expect, test } from 'vitest';
import { evaluateExpression, evaluateWhen, substituteTags } from '../src/index.ts';

const size = 200_000;
const environment = {
  spaces: `a${' '.repeat(size)}b`,
  as: 'a'.repeat(size),
  accents: 'é'.repeat(size),
  box: { as: 'a'.repeat(size), accents: 'é'.repeat(size) },
  equals: `${'='.repeat(size)}1`,
  slashes: `${'/'.repeat(size)}a`,
  numbers: Array.from({ length: size }, (_, index) => index),
  texts: Array.from({ length: size }, (_, index) => `s${index}`),
  objects: Array.from({ length: size }, (_, index) => ({ k: index })),
  lists: Array.from({ length: size }, (_, index) => [index]),
  mixed: [1, '1', 1.5, null, [], {}, [1], { a: 1, b: 2 }, { b: 2, a: 1 }, [1], true, 1, '1', null, [], {}],
};

// Each finishes in time only if its run time is linear in the input.
test.for([
  { given: 'len(trim(spaces))', want: 200_002n },
  { given: 'len(trim(spaces + " "))', want: 200_002n },
  { given: 'len(sprig.trim(spaces))', want: 200_002n },
  { given: 'trim(as, "a")', want: '' },
  { given: 'trim(as, as)', want: '' },
  { given: 'len(sprig.trimAll(spaces, spaces))', want: 0n },
  { given: 'len(toBase64(as))', want: 266_668n },
  { given: 'fromBase64(toBase64(accents)) == accents', want: true },
  { given: 'len(sprig.b64enc(as))', want: 266_668n },
  { given: 'sprig.b32dec(equals)', want: 'illegal base32 data at input byte 0' },
  { given: 'sprig.base(slashes)', want: 'a' },
  { given: 'sprig.base(as + slashes + "/")', want: 'a' },
  { given: 'count(box.as, # == 97)', want: 200_000n },
  { given: 'count(0..len(as) - 1, box.as[#] == 97)', want: 200_000n },
  { given: 'count(box.accents, # == 195)', want: 200_000n },
  { given: 'count(0..9999, box.accents[#:# + 2] == "é")', want: 5000n },
  { given: 'len(uniq(numbers))', want: 200_000n },
  { given: 'len(uniq(texts))', want: 200_000n },
  { given: 'len(uniq(objects))', want: 200_000n },
  { given: 'len(uniq(lists))', want: 200_000n },
  { given: 'len(sprig.uniq(numbers))', want: 200_000n },
  { given: 'len(sprig.uniq(objects))', want: 200_000n },
  { given: 'len(split(as, ""))', want: 200_000n },
  { given: 'len(split(as, "a"))', want: 200_001n },
  { given: 'len(splitAfter(as, "a", 100000))', want: 100_000n },
  { given: 'len(replace(as, "a", "bb"))', want: 400_000n },
  { given: 'len(replace(as, "", "b", 100000))', want: 300_000n },
  { given: 'len(repeat(as, 3))', want: 600_000n },
  { given: 'len(trimPrefix(as, "a"))', want: 199_999n },
  { given: 'indexOf(as, "ab")', want: -1n },
  { given: 'lastIndexOf(as, "b" + as)', want: -1n },
  { given: 'as matches "^(a|aa)+$"', want: true },
  { given: 'spaces matches " +$"', want: false },
  { given: 'len(sprig.regexReplaceAll("a", as, "b"))', want: 200_000n },
  { given: 'len(sprig.wrap(80, as))', want: 200_000n },
  { given: 'len(sprig.snakecase(as))', want: 200_000n },
  { given: 'len(sprig.splitList("a", as))', want: 200_001n },
  { given: 'sort(numbers, "desc")[0]', want: 199_999 },
  { given: 'len(groupBy(numbers, #))', want: 200_000n },
  { given: 'reverse(numbers)[0]', want: 199_999 },
  { given: 'len(join(texts, ","))', want: 1_488_889n },
])('$given', ({ given, want }) => {
  expect(evaluateExpression(given, environment)).toEqual(want);
});

test.for([
  { given: 'sprig.semverCompare(as, "1.0.0")', want: 'improper constraint' },
  { given: 'sprig.semverCompare(as + " - 2", "1.0.0")', want: 'improper constraint' },
  { given: 'sprig.semverCompare(">" + equals, "1.0.0")', want: 'improper constraint' },
  { given: 'asInt(as)', want: 'invalid operation: int(aaa' },
])('$given fails', ({ given, want }) => {
  expect(() => evaluateExpression(given, environment)).toThrow(want);
});

test('uniq keeps the first of equal elements', () => {
  const distinct = [1, '1', 1.5, null, [], {}, [1], { a: 1, b: 2 }, true];
  expect(evaluateExpression('uniq(mixed)', environment)).toEqual(distinct);
  expect(evaluateExpression('sprig.uniq(mixed)', environment)).toEqual(distinct);
  // Only `uniq` treats numbers of different types as equal.
  expect(evaluateExpression('uniq([1, 1.0, 2])', {})).toEqual([1n, 2n]);
  expect(evaluateExpression('sprig.uniq([1, 1.0, 2])', {})).toEqual([1n, 1, 2n]);
});

test('values that are nested too deeply have another message than those that are too large', () => {
  let nested: unknown = 1;
  for (let at = 0; at < 100_000; at++) nested = [nested];
  expect(() => evaluateExpression('string(x)', { x: nested })).toThrow('nested too deeply');
  expect(() => evaluateExpression('repeat(x, 1000000)', { x: 'abc' })).toThrow('memory budget exceeded');
});

test('tags and conditions of large texts end', () => {
  const variables = new Map([['x', 'v']]);
  const options = { allowUnresolved: true };
  const substitute = (text: string): string => substituteTags(JSON.stringify(text), variables, options);
  const open = `${'{{a'.repeat(size)}}}`;
  expect(substitute(open)).toBe(JSON.stringify(open));
  expect(substitute('{{x}}'.repeat(size))).toBe(JSON.stringify('v'.repeat(size)));
  expect(() => substitute('{{'.repeat(size))).toThrow('Cannot find end tag');
  expect(evaluateWhen(`'${'a'.repeat(size)}' == 'a'`)).toBe(false);
  expect(evaluateWhen(`${' '.repeat(size)}true`)).toBe(true);
});
