import { expect, test } from 'vitest';
import { fakeWorld } from '../test/fake-world.ts';
import { temporaryFolder } from '../test/temporary-folder.ts';
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

test.for([
  { title: 'a name and a value', given: ['-p', 'n=5'], want: { n: '5' } },
  { title: 'only the first equals sign parts', given: ['-p', 'q=a=b=c'], want: { q: 'a=b=c' } },
  { title: 'an empty value', given: ['-p', 'n='], want: { n: '' } },
  {
    title: 'several, the last of a name wins',
    given: ['-p', 'a=1', '-p', 'b=2', '-p', 'a=3'],
    want: { a: '3', b: '2' },
  },
  {
    title: 'values from a file, as texts',
    given: ['-f', 'p.yaml'],
    want: { n: '5', on: 'on', s: 'x y', l: '[1,"a"]', z: 'null' },
  },
  {
    title: 'words over files',
    given: ['-p', 'n=6', '-f', 'p.yaml'],
    want: { n: '6', on: 'on', s: 'x y', l: '[1,"a"]', z: 'null' },
  },
  {
    title: 'later files over earlier ones',
    given: ['-f', 'p.yaml', '-f', 'q.json'],
    want: { n: '7', on: 'on', s: 'x y', l: '[1,"a"]', z: 'null' },
  },
  { title: 'an empty file', given: ['-f', 'empty.yaml'], want: {} },
])('$title', async ({ given, want }) => {
  const files = {
    'p.yaml': 'n: 5\non: on\ns: x y\nl: [1, a]\nz: null\n',
    'q.json': '{"n": 7}',
    'empty.yaml': '',
  };
  expect(await read(given, files)).toEqual(want);
});

test.for([
  { title: 'no equals sign', given: ['-p', 'n'], code: 'CLI_PARAMETER_SYNTAX' },
  { title: 'no name', given: ['-p', '=5'], code: 'CLI_PARAMETER_SYNTAX' },
  { title: 'a file that is a list', given: ['-f', 'list.yaml'], code: 'CLI_PARAMETER_FILE' },
  { title: 'a file that is no YAML', given: ['-f', 'bad.yaml'], code: 'CLI_PARAMETER_FILE' },
  { title: 'a file that is missing', given: ['-f', 'none.yaml'], code: 'CLI_FILE_MISSING' },
])('$title is refused with $code', async ({ given, code }) => {
  await expect(read(given, { 'list.yaml': '- 1\n', 'bad.yaml': '{a: [}' })).rejects.toMatchObject({ code });
});
