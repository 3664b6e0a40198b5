import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { argoFunctionNames, evaluateExpression, toPlainValue } from '../index.ts';

/** Results of sprig itself. */
const cases: readonly (readonly [expression: string, want: unknown])[] = [
  ["sprig.trimAll('$', '$5.00')", '5.00'],
  ["sprig.title('hello big-world')", 'Hello Big-World'],
  ["sprig.untitle('Hello World')", 'hello world'],
  ["sprig.substr(0, 5, 'hello world')", 'hello'],
  ["sprig.trunc(-5, 'hello world')", 'world'],
  ["sprig.abbrev(5, 'hello world')", 'he...'],
  ["sprig.abbrevboth(5, 10, '1234 5678 9123')", '...5678...'],
  ["sprig.initials('First Try')", 'FT'],
  ["sprig.snakecase('HTTPServer2xx')", 'http_server_2xx'],
  ["sprig.camelcase('http_server')", 'HttpServer'],
  ["sprig.kebabcase('FirstName')", 'first-name'],
  ["sprig.wrap(5, 'hello big world')", 'hello\nbig\nworld'],
  ["sprig.wrapWith(5, '-', 'abcdefgh')", 'abcde-fgh'],
  ["sprig.quote('a', 1, nil)", '"a" "1"'],
  ["sprig.cat('a', 1, nil, 'b')", 'a 1 b'],
  ["sprig.nindent(2, 'a\\nb')", '\n  a\n  b'],
  ["sprig.splitn('$', 2, 'foo$bar$baz')._1", 'bar$baz'],
  ["sprig.sortAlpha(['b', 'a', 3])", ['3', 'a', 'b']],
  ["sprig.b32enc('hello')", 'NBSWY3DP'],
  ["sprig.b64dec('aGVsbG8=')", 'hello'],
  ['sprig.add(1, 2, "3")', 6],
  ['sprig.div(7, 2)', 3],
  ['sprig.addf(0.1, 0.2)', 0.3],
  ['sprig.divf(1, 3)', 0.3333333333333333],
  ['sprig.round(123.555555, 3)', 123.556],
  ['sprig.round(-2.5, 0)', -3],
  ["sprig.int64('0x1f')", 31],
  ["sprig.int('010')", 8],
  ["sprig.int('x')", 0],
  ["sprig.toDecimal('0777')", 511],
  ['sprig.seq(0, 2, 6)', '0 2 4 6'],
  ['sprig.until(3)', [0, 1, 2]],
  ['sprig.untilStep(3, 0, -1)', [3, 2, 1]],
  ["sprig.default('d', '')", 'd'],
  ["sprig.coalesce('', 0, 'x')", 'x'],
  ["sprig.ternary('t', 'f', false)", 'f'],
  ["sprig.toRawJson({'a': '<b>'})", '{"a":"<b>"}'],
  ["sprig.fromJson('nope')", null],
  ['sprig.kindOf([1])', 'slice'],
  ["sprig.typeOf(split('a,b', ','))", '[]string'],
  ['sprig.rest([])', null],
  ['sprig.without([1, 2, 3], 2)', [1, 3]],
  ['sprig.chunk(2, [1, 2, 3])', [[1, 2], [3]]],
  ['sprig.has(4, [1, 4])', true],
  ["sprig.dig('a', 'b', 'd', {'a': {'b': 'c'} })", 'c'],
  ["sprig.dig('a', 'x', 'd', {'a': {'b': 'c'} })", 'd'],
  [
    "sprig.merge({'a': 1, 'n': {'x': 1} }, {'a': 2, 'b': 3, 'n': {'y': 2} })",
    { a: 1, b: 3, n: { x: 1, y: 2 } },
  ],
  ["sprig.pluck('a', {'a': 1}, {'b': 2}, {'a': 3})", [1, 3]],
  ["sprig.regexReplaceAll('a(x*)b', '-ab-axxb-', '<$1>')", '-<>-<xx>-'],
  ["sprig.regexFindAll('[a-z]', 'a1b2', -1)", ['a', 'b']],
  ["sprig.regexSplit('z+', 'pizza', -1)", ['pi', 'a']],
  ["sprig.date('2006-01-02 15:04', 1577923445)", '2020-01-02 00:04'],
  ["sprig.dateModify('-1h30m', date('2020-01-02')).Hour()", 22],
  ["sprig.unixEpoch(date('2020-01-02'))", '1577923200'],
  ["sprig.durationRound('2h10m5s')", '2h'],
  ["sprig.dir('a/b/../c.txt')", 'a'],
  ["sprig.ext('/x/y.tar.gz')", '.gz'],
  ["sprig.urlParse('http://u:p@h:80/p?q=1#f').hostname", 'h'],
  ["sprig.urlJoin({'scheme': 'http', 'host': 'h', 'path': '/p', 'query': 'q=1'})", 'http://h/p?q=1'],
  ["sprig.adler32sum('x')", '7929977'],
  ["sprig.semver('1.2.3-beta.1').Prerelease()", 'beta.1'],
  ["sprig.semverCompare('^1.2.0', '1.3.0')", true],
  ["sprig.semverCompare('~1.2 || >=3, <4', '3.5.0')", true],
];

test.for(cases)('%s gives what sprig gives', ([expression, want]) => {
  expect(toPlainValue(evaluateExpression(expression, {}))).toEqual(want);
});

test.for([
  { given: 'sprig.trim()', want: 'invalid number of arguments: expected 1, got 0' },
  { given: 'sprig.trim(1)', want: 'reflect: Call using int as type string' },
  { given: "sprig.fail('no')", want: 'no' },
  { given: 'sprig.first(1)', want: 'Cannot find first on type int' },
  { given: "sprig.env('HOME')", want: 'invalid operation: cannot call nil' },
])('$given is refused', ({ given, want }) => {
  expect(() => evaluateExpression(given, {})).toThrow(want);
});

test.for([
  "sprig.bcrypt('x')",
  "sprig.htpasswd('user', 'x')",
  "sprig.genPrivateKey('rsa')",
  "sprig.derivePassword(1, 'long', 'x', 'user', 'site')",
  "sprig.buildCustomCert('x', 'x')",
  "sprig.genCA('x', 1)",
  "sprig.genCAWithKey('x', 1, 'x')",
  "sprig.genSelfSignedCert('x', [], [], 1)",
  "sprig.genSelfSignedCertWithKey('x', [], [], 1, 'x')",
  "sprig.genSignedCert('x', [], [], 1, {})",
  "sprig.genSignedCertWithKey('x', [], [], 1, {}, 'x')",
  "sprig.encryptAES('x', 'x')",
  "sprig.decryptAES('x', 'x')",
  "sprig.getHostByName('localhost')",
])('%s is not supported', (given) => {
  const [name = ''] = given.split('(');
  expect(() => evaluateExpression(given, {})).toThrow(
    `${name} is not supported here: it needs keys, certificates or a network`,
  );
});

test('every function has a case in this folder', () => {
  const tables = globSync('*.test.ts', { cwd: import.meta.dirname }).map((file) =>
    readFileSync(join(import.meta.dirname, file), 'utf8'),
  );
  const called = new Set(tables.join('').match(/\bsprig\.\w+(?=\()/g));
  const uncalled = argoFunctionNames().filter((name) => name.startsWith('sprig.') && !called.has(name));
  expect(uncalled).toEqual([]);
});
