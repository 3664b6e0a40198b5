import { expect, test } from 'vitest';
import { fakeWorld } from '../test/fake-world.ts';
import { temporaryFolder } from '../test/temporary-folder.ts';
import { commands } from './commands.ts';
import { commandOf, runCli } from './run-cli.ts';

async function run(words: readonly string[]): Promise<{ code: number; out: string; err: string }> {
  using folder = temporaryFolder();
  const fake = fakeWorld({ cwd: folder.path });
  const code = await runCli(words, fake.world);
  return { code, out: fake.out(), err: fake.err() };
}

test.for([
  { title: 'no command', given: [], code: 2 },
  { title: '--help', given: ['--help'], code: 0 },
  { title: 'help', given: ['help'], code: 0 },
])('$title lists every command', async ({ given, code }) => {
  const result = await run(given);
  expect(result.code).toBe(code);
  for (const { name, summary } of commands) {
    expect(result.out).toContain(name);
    expect(result.out).toContain(summary);
  }
});

test.for(commands)('`tiphys $name --help` explains every option, with an example', async (command) => {
  const { code, out } = await run([...command.name.split(' '), '--help']);
  expect(code).toBe(0);
  for (const [name, option] of Object.entries(command.options)) {
    expect(out).toContain(`--${name}`);
    expect(out).toContain(option.summary.replace(/\)$/, '')); // more may follow in the parentheses
  }
  for (const { line } of command.examples) expect(out).toContain(line);
});

test.for([
  {
    title: 'an unknown command',
    given: ['complie', 'x.ts'],
    code: 'CLI_UNKNOWN_COMMAND',
    says: 'Did you mean `tiphys compile`?',
  },
  {
    title: 'a group without a subcommand',
    given: ['schema'],
    code: 'CLI_UNKNOWN_COMMAND',
    says: '`tiphys schema import`',
  },
  {
    title: 'an unknown option',
    given: ['run', 'x.yaml', '--parametre', 'a=1'],
    code: 'CLI_UNKNOWN_OPTION',
    says: 'Did you mean --parameter?',
  },
  {
    title: 'an unknown short option',
    given: ['run', 'x.yaml', '-z'],
    code: 'CLI_UNKNOWN_OPTION',
    says: 'Unknown option -z',
  },
  {
    title: 'an option without a value',
    given: ['run', 'x.yaml', '-p'],
    code: 'CLI_OPTION_VALUE',
    says: '-p, --parameter needs a value: --parameter NAME=VALUE.',
  },
  {
    title: 'a value for a flag',
    given: ['run', 'x.yaml', '--force=1'],
    code: 'CLI_OPTION_VALUE',
    says: '--force does not take a value.',
  },
  {
    title: 'an option instead of a value',
    given: ['run', 'x.yaml', '-p', '--force'],
    code: 'CLI_OPTION_VALUE',
    says: '--parameter needs a value. If the value starts with a dash, write --parameter=-VALUE.',
  },
  {
    title: 'a parameter without -p',
    given: ['run', 'pipeline.ts', 'limit=2'],
    code: 'CLI_EXTRA_ARGUMENT',
    says: 'Did you mean -p limit=2?',
  },
  {
    title: 'an unknown command of a group',
    given: ['schema', 'dif'],
    code: 'CLI_UNKNOWN_COMMAND',
    says: 'Did you mean `tiphys schema diff`?',
  },
  {
    title: 'a missing argument',
    given: ['run'],
    code: 'CLI_MISSING_ARGUMENT',
    says: 'For example: tiphys run pipeline.ts',
  },
  {
    title: 'an extra argument',
    given: ['run', 'a.yaml', 'b.yaml'],
    code: 'CLI_EXTRA_ARGUMENT',
    says: '"b.yaml"',
  },
  {
    title: 'an unknown shell',
    given: ['completion', 'csh'],
    code: 'CLI_OPTION_VALUE',
    says: 'bash, zsh, fish',
  },
  {
    title: 'a missing file',
    given: ['compile', 'none.yaml', '-p', 'n'],
    code: 'CLI_FILE_MISSING',
    says: 'none.yaml',
  },
])('rejects $title with advice', async ({ given, code, says }) => {
  const result = await run(given);
  expect(result).toMatchObject({ code: 2, out: '' });
  expect(result.err).toContain(code);
  expect(result.err).toContain(says);
});

test('prints errors as JSON with --json', async () => {
  const { code, out } = await run(['run', 'none.yaml', '--json']);
  expect(code).toBe(2);
  expect(JSON.parse(out)).toMatchObject({
    error: { code: 'CLI_FILE_MISSING', message: expect.stringContaining('none.yaml') },
  });
});

test.for([
  ['schema', '--help'],
  ['help', 'schema'],
  ['schema', '-h'],
])('%s %s lists the commands of the group', async (given) => {
  const { code, out } = await run(given);
  expect(code).toBe(0);
  for (const name of ['schema diff', 'schema import', 'schema upgrade']) expect(out).toContain(`  ${name} `);
});

test.for(['--version', '-V', '-v', 'version'])('%s prints the version', async (word) => {
  expect(await run([word])).toMatchObject({ code: 0, out: expect.stringMatching(/^\d+\.\d+\.\d+\S*\n$/) });
});

test.for([
  { words: ['deploy', 'folder'], want: 'deploy' },
  { words: ['archive', 'delete', 'a'], want: 'archive delete' },
  { words: ['logs', 'deploy'], want: 'logs' },
  { words: ['archive'], want: undefined },
])('$words begins with the command $want', ({ words, want }) => {
  expect(commandOf(words)?.name).toBe(want);
});
