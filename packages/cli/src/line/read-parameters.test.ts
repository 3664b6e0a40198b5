import { expect, test } from 'vitest';
import { fakeWorld } from '../../test/fake-world.ts';
import { temporaryFolder } from '../../test/temporary-folder.ts';
import type { CommandSpec } from './command.ts';
import { parseArguments } from './parse-arguments.ts';
import { parameterOptions, readParameters } from './read-parameters.ts';

const command: CommandSpec = {
  name: 'test',
  summary: '',
  options: parameterOptions,
  examples: [],
  run: async () => 0,
};

async function read(
  words: readonly string[],
  files: Readonly<Record<string, string>> = {},
): Promise<unknown> {
  using folder = temporaryFolder(files);
  return await readParameters(parseArguments(command, words), fakeWorld({ cwd: folder.path }).world);
}

interface Reading {
  readonly title: string;
  readonly given: readonly string[];
  readonly want: Readonly<Record<string, string>>;
}

test.for<Reading>([
  { title: 'a name and a value', given: ['-p', 'n=5'], want: { n: '5' } },
  { title: 'a value with equals signs', given: ['-p', 'q=a=b=c'], want: { q: 'a=b=c' } },
  { title: 'an empty value', given: ['-p', 'n='], want: { n: '' } },
  {
    title: 'several parameters',
    given: ['-p', 'a=1', '-p', 'b=2'],
    want: { a: '1', b: '2' },
  },
  {
    title: 'names of built-in properties',
    given: ['-p', 'constructor=1', '-p', 'toString=2'],
    want: { constructor: '1', toString: '2' },
  },
  {
    title: 'numbers in a file with all their digits',
    given: ['-f', 'numbers.yaml'],
    want: {
      big: '12345678901234567890',
      version: '1.10',
      list: '[9007199254740993,{"a":0.10}]',
      text: '007',
      hex: '0x10',
    },
  },
  {
    title: 'values of a file, as texts',
    given: ['-f', 'p.yaml'],
    want: { n: '5', on: 'on', s: 'x y', l: '[1,"a"]', z: 'null' },
  },
  {
    title: '-p overrides files',
    given: ['-p', 'n=6', '-f', 'p.yaml'],
    want: { n: '6', on: 'on', s: 'x y', l: '[1,"a"]', z: 'null' },
  },
  {
    title: 'a later file overrides an earlier one',
    given: ['-f', 'p.yaml', '-f', 'q.json'],
    want: { n: '7', on: 'on', s: 'x y', l: '[1,"a"]', z: 'null' },
  },
  { title: 'an empty file', given: ['-f', 'empty.yaml'], want: {} },
])('$title', async ({ given, want }) => {
  const files = {
    'p.yaml': 'n: 5\non: on\ns: x y\nl: [1, a]\nz: null\n',
    'q.json': '{"n": 7}',
    'empty.yaml': '',
    'numbers.yaml':
      "big: 12345678901234567890\nversion: 1.10\nlist: [9007199254740993, {a: 0.10}]\ntext: '007'\nhex: 0x10\n",
  };
  expect(await read(given, files)).toEqual(want);
});

test.for([
  { title: 'no equals sign', given: ['-p', 'n'], code: 'CLI_PARAMETER_SYNTAX' },
  {
    title: 'a parameter that is set twice',
    given: ['-p', 'a=1', '-p', 'a=3'],
    code: 'CLI_DUPLICATE_PARAMETER',
  },
  { title: 'a file with two documents', given: ['-f', 'two.yaml'], code: 'CLI_PARAMETER_FILE' },
  { title: 'no name', given: ['-p', '=5'], code: 'CLI_PARAMETER_SYNTAX' },
  { title: 'a file that is a list', given: ['-f', 'list.yaml'], code: 'CLI_PARAMETER_FILE' },
  { title: 'a file that is not YAML', given: ['-f', 'bad.yaml'], code: 'CLI_PARAMETER_FILE' },
  { title: 'a missing file', given: ['-f', 'none.yaml'], code: 'CLI_FILE_MISSING' },
])('rejects $title with $code', async ({ given, code }) => {
  await expect(
    read(given, { 'list.yaml': '- 1\n', 'bad.yaml': '{a: [}', 'two.yaml': 'a: 1\n---\nb: 2\n' }),
  ).rejects.toMatchObject({ code });
});
