import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readYaml } from './read-yaml.ts';

const valuesOf = (text: string): readonly unknown[] =>
  readYaml(text).documents.map((document) => document.value);

test.for([
  {
    given: 'a: y\nb: off\nc: on\nd: ~\ne:\nf: No',
    want: { a: true, b: false, c: true, d: null, e: null, f: false },
  },
  {
    given: 'a: 010\nb: 0o17\nc: 0x1F\nd: 1_000\ne: 1e3\nf: .5\ng: 1.50\nh: 0b11\ni: 08',
    want: { a: 8, b: 15, c: 31, d: 1000, e: 1000, f: 0.5, g: 1.5, h: 3, i: 8 },
  },
  {
    given: 'a: 12:30\nb: 2024-01-01\nc: 2024-01-01T00:00:00Z',
    want: { a: '12:30', b: '2024-01-01', c: '2024-01-01T00:00:00Z' },
  },
  { given: '1.5: a\n1234567.5: b\n0.1: c', want: { '1.5': 'a', '1.2345675e+06': 'b', '0.1': 'c' } },
  { given: 'a: 9223372036854779904\nb: 1e21\nc: -0x10', want: { a: 2 ** 63 + 4096, b: 1e21, c: -16 } },
  {
    given: 'y: 1\n2: a\n1.5: b\n0x10: c\nnull_: d\n"n": e',
    want: { true: 1, '2': 'a', '1.5': 'b', '16': 'c', null_: 'd', n: 'e' },
  },
  {
    given: 'a: !!str 5\nb: !!binary aGk=\nc: !mine x\nd: !mine [1]\ne: !!set {x, z}',
    want: { a: '5', b: 'hi', c: 'x', d: [1], e: { x: null, z: null } },
  },
  {
    given: 'base: &b {x: 1, z: 2}\nc:\n  <<: *b\n  z: 3\nd: *b',
    want: { base: { x: 1, z: 2 }, c: { x: 1, z: 3 }, d: { x: 1, z: 2 } },
  },
  { given: '__proto__: 1\nconstructor: 2', want: JSON.parse('{"__proto__": 1, "constructor": 2}') },
  { given: '\uFEFFa: 1\r\nb: |\r\n  x\r\n  y\r\n', want: { a: 1, b: 'x\ny\n' } },
  { given: '{"a": [1,\t2]}', want: { a: [1, 2] } },
  {
    given: 'args: ["\n  one\n"]\nlist: [\n1,\n2\n]\nz: "a\nb"',
    want: { args: [' one '], list: [1, 2], z: 'a b' },
  },
])('reads $given as Go does', ({ given, want }) => {
  expect(readYaml(given)).toMatchObject({ problems: [] });
  expect(valuesOf(given)).toEqual([want]);
});

test.for([
  { given: 'a: |\n  b', want: { a: 'b' } },
  { given: 'a: |\n  b\n', want: { a: 'b\n' } },
  { given: 'a: |+\n  b', want: { a: 'b' } },
  { given: 'a: |+\n  b\n  ', want: { a: 'b\n' } },
  { given: 'a: |\n  b\n   ', want: { a: 'b\n ' } },
  { given: 'a: |\n  b\r', want: { a: 'b\n' } },
  { given: 'a: >\n  b\n  c', want: { a: 'b c' } },
  { given: 'a: >-\n  b\n\n  c', want: { a: 'b\nc' } },
  { given: 'a: |', want: { a: '' } },
  { given: 'a: |+\n  ', want: { a: '' } },
  { given: 'a:\n- |\n  b', want: { a: ['b'] } },
  { given: 'a: |\n  b\n# c', want: { a: 'b\n' } },
  { given: '|\n b', want: 'b' },
  { given: 'a: |\n  b\n---\n', want: { a: 'b\n' } },
])('adds no line break to a block at the end of the text: $given', ({ given, want }) => {
  expect(valuesOf(given)).toEqual([want]);
});

test.for([
  { given: '', want: [] },
  { given: '# nothing\n', want: [] },
  { given: '---\n---\na: 1\n---\n# b\n---\nb: 2\n...\n---\n', want: [{ a: 1 }, { b: 2 }] },
  { given: '%YAML 1.1\n---\na: 1\n', want: [{ a: 1 }] },
  { given: 'a: |\n  x\n  ---\n  y\n--- \nb: 1\n----: 1', want: [{ a: 'x\n---\ny\n' }, { b: 1, '----': 1 }] },
])('reads the documents of $given', ({ given, want }) => {
  expect(valuesOf(given)).toEqual(want);
});

test.for([
  { title: 'a missing bracket', given: 'a: 1\nb: [1, 2\nc: 3', code: 'YAML_SYNTAX', line: 3 },
  { title: 'a tab as indentation', given: 'a:\n\tb: 1', code: 'YAML_SYNTAX', line: 2 },
  {
    title: 'a duplicate key',
    given: 'a: 1\nb:\n  c: 1\n  c: 2\n',
    code: 'YAML_DUPLICATE_KEY',
    line: 4,
    column: 3,
  },
  { title: 'a list as key', given: 'a: 1\n? [x]\n: 1', code: 'YAML_KEY', line: 2, column: 3 },
  { title: 'null as key', given: '~: 1', code: 'YAML_KEY', line: 1, column: 1 },
  { title: 'an unknown alias', given: 'a: 1\nb: *c', code: 'YAML_ALIAS', line: 2 },
  { title: 'an alias inside its own value', given: 'a: &a\n  - *a', code: 'YAML_ALIAS', line: 2 },
  { title: 'infinity', given: 'a: 1\nb: .inf', code: 'YAML_NUMBER', line: 2, column: 4 },
  { title: 'a null byte', given: 'a: \u0000', code: 'YAML_SYNTAX', line: 1 },
  {
    title: 'an error after a line that was indented',
    given: 'a: ["\nx\n"]\nb: *c\n',
    code: 'YAML_ALIAS',
    line: 4,
    column: 5,
  },
])('reports $title with its position', ({ given, code, line, column }) => {
  const { problems } = readYaml(`first: 1\n---\n${given}`);
  expect(problems).toHaveLength(1);
  expect(problems[0]).toMatchObject({ code, line: line + 2, ...(column === undefined ? {} : { column }) });
  expect(valuesOf(`first: 1\n---\n${given}\n`)[0]).toEqual({ first: 1 });
});

test('rejects aliases that expand a document too much', () => {
  const bomb = ['a: &a [x,x,x,x,x,x,x,x,x,x]'];
  for (const [from, to] of ['ab', 'bc', 'cd', 'de', 'ef', 'fg', 'gh', 'hi'].entries()) {
    bomb.push(`k${from}: &${to[1]} [${Array(10).fill(`*${to[0]}`).join(',')}]`);
  }
  expect(readYaml(bomb.join('\n')).problems).toMatchObject([{ code: 'YAML_ALIAS' }]);
});

test('continues after a document with an error', () => {
  const { documents, problems } = readYaml('a: 1\n---\nb: [\n---\nc: 3\n');
  expect(documents.map((document) => document.value)).toEqual([{ a: 1 }, { c: 3 }]);
  expect(documents[1]?.locate(['c'])).toEqual({ line: 5, column: 4 });
  expect(problems).toHaveLength(1);
});

const text = `# head
a:
  - name: x
    "q k": 'v'
  - {name: z, list: [1, 22]}
base: &base
  one: 1
  two: [a]
use:
  <<: *base
  three: 3
same: *base
y: 1
empty:
`;

test.for([
  { path: [], value: [2, 1], key: [2, 1] },
  { path: ['a'], value: [3, 3], key: [2, 1] },
  { path: ['a', 0], value: [3, 5], key: [3, 5] },
  { path: ['a', 0, 'name'], value: [3, 11], key: [3, 5] },
  { path: ['a', 0, 'q k'], value: [4, 12], key: [4, 5] },
  { path: ['a', 1], value: [5, 5], key: [5, 5] },
  { path: ['a', 1, 'list', 1], value: [5, 25], key: [5, 25] },
  { path: ['a', 1, 'nope', 'deeper'], value: [5, 5], key: [5, 5] },
  { path: ['a', 0, 'name', 'deeper'], value: [3, 5], key: [3, 5] },
  { path: ['a', 7], value: [2, 1], key: [2, 1] },
  { path: ['use', 'three'], value: [11, 10], key: [11, 3] },
  { path: ['use', 'two', 0], value: [8, 9], key: [8, 9] },
  { path: ['same'], value: [12, 7], key: [12, 1] },
  { path: ['same', 'one'], value: [7, 8], key: [7, 3] },
  { path: ['true'], value: [13, 4], key: [13, 1] },
  { path: ['empty'], value: [14, 1], key: [14, 1] },
])('locates $path', ({ path, value, key }) => {
  const document = readYaml(text).documents[0];
  const at = (part: 'key' | 'value'): unknown => Object.values(document?.locate(path, part) ?? {});
  expect({ value: at('value'), key: at('key') }).toEqual({ value, key });
});

test('never throws, and every position is in the text', () => {
  const token = fc.constantFrom(
    ...[
      'a',
      'b: ',
      '- ',
      '\n',
      '\n  ',
      '\n\t',
      '[',
      ']',
      '{',
      '}',
      ', ',
      '"',
      "'",
      '|\n',
      '>',
      '&x ',
      '*x',
      '!t ',
      '<<: ',
      '? ',
      '---\n',
      '...\n',
    ],
    ...['\r\n', '#', '%', '0x', '.inf', '~', 'y: ', '\u0000', '\uFEFF', '😀', '\uD800'],
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.array(token, { maxLength: 30 }).map((tokens) => tokens.join('')),
        fc.string(),
      ),
      (given) => {
        const { documents, problems } = readYaml(given);
        const lines = given.split('\n').length;
        for (const problem of problems) expect(problem.line).toBeLessThanOrEqual(lines + 1);
        for (const document of documents) {
          expect(document.locate(['b', 0, 'a', 'true'])?.line ?? 1).toBeLessThanOrEqual(lines + 1);
          expect(() => JSON.stringify(document.value)).not.toThrow();
        }
      },
    ),
    { numRuns: 3000 },
  );
});

test.for([
  { title: 'a word of YAML 1.1', given: 'a: n', want: 'n' },
  { title: 'an octal number behind a comment', given: '# c\na:   010 # eight', want: '010' },
  { title: 'a quoted word', given: 'a: "n"', want: undefined },
  { title: 'a mapping', given: 'a: {b: n}', want: undefined },
])('returns the source text of a plain scalar: $title', ({ given, want }) => {
  expect(readYaml(`x: 1\n---\n${given}\n`).documents[1]?.written?.(['a'])).toBe(want);
});
