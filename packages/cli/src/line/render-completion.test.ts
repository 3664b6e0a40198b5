import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from '../../test/temporary-folder.ts';
import { commands } from '../commands.ts';
import { renderCompletion } from './render-completion.ts';

const source = { commands, versions: ['v3.7', 'v4.1'] };
const isInstalled = (shell: string): boolean => spawnSync(shell, ['-c', 'true']).status === 0;

/** Returns what bash suggests for the last word, in a folder with `in.yaml`, `my flow.ts`, `my runs/` and `templates/`. */
function complete(words: readonly string[]): readonly string[] {
  using folder = temporaryFolder({ 'in.yaml': '', 'my flow.ts': '' });
  for (const name of ['my runs', 'templates']) mkdirSync(path.join(folder.path, name));
  const script = `${renderCompletion('bash', source)}
COMP_WORDS=(${words.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${words.length - 1}
_tiphys
printf '%s\n' "\${COMPREPLY[@]}"`;
  return execFileSync('bash', ['-c', script], { encoding: 'utf8', cwd: folder.path })
    .split('\n')
    .filter((line) => line !== '')
    .sort();
}

const everything = ['in.yaml', 'my flow.ts', 'my runs', 'templates'];
const folders = ['my runs', 'templates'];

describe('bash suggests', () => {
  test.for([
    { what: 'commands', words: ['com'], want: ['compile', 'completion'] },
    { what: 'options of a command', words: ['run', '--par'], want: ['--parameter', '--parameter-file'] },
    { what: 'commands of a group', words: ['schema', 'i'], want: ['import'] },
    { what: 'options of a command in a group', words: ['schema', 'import', '--arg'], want: ['--argo'] },
    { what: 'shells', words: ['completion', 'f'], want: ['fish'] },
    { what: 'files for an argument', words: ['run', 'i'], want: ['in.yaml'] },
    { what: 'a file with a space in its name', words: ['compile', 'my f'], want: ['my flow.ts'] },
    { what: 'files for an option', words: ['run', 'in.yaml', '--with', ''], want: everything },
    { what: 'files for a short option', words: ['run', 'in.yaml', '-f', ''], want: everything },
    { what: 'only folders for --store', words: ['run', 'in.yaml', '--store', ''], want: folders },
    {
      what: 'only folders after --store=',
      words: ['run', 'in.yaml', '--store', '=', 'm'],
      want: ['my runs'],
    },
    { what: 'only folders right after =', words: ['run', 'in.yaml', '--store', '='], want: folders },
    { what: 'versions for --target', words: ['lint', '--target', ''], want: ['v3.7', 'v4.1'] },
    { what: 'versions for --to', words: ['convert', 'in.yaml', '--to', 'v4'], want: ['v4.1'] },
    { what: 'versions for an argument', words: ['schema', 'diff', 'v'], want: ['v3.7', 'v4.1'] },
    { what: 'the linters of --compat', words: ['lint', '--compat', ''], want: ['argo'] },
    { what: 'nothing for free text', words: ['run', 'in.yaml', '--name', ''], want: [] },
  ])('$what', ({ words, want }) => {
    expect(complete(['tiphys', ...words])).toEqual(want);
  });

  test('only folders for an argument that is a folder', () => {
    const suggested = complete(['tiphys', 'init', '']).filter((word) => !word.startsWith('-'));
    expect(suggested).toEqual(folders);
  });
});

test('the script for zsh loads the script for bash through the compatibility layer', () => {
  expect(renderCompletion('zsh', source)).toMatch(/^#compdef tiphys\n.*bashcompinit/);
});

test('the script for fish has every command and every long option', () => {
  const fish = renderCompletion('fish', source);
  for (const { name, options } of commands) {
    expect(fish).toContain(` -a ${name.split(' ').at(-1)} `);
    for (const option of Object.keys(options)) expect(fish).toContain(` -l ${option}`);
  }
});

test.for([
  { what: 'folders', line: /-l store -x -a "\(__fish_complete_directories\)"/ },
  { what: 'files', line: /-l with -r -F/ },
  { what: 'versions', line: /-l target -x -a 'v3.7 v4.1'/ },
  { what: 'choices', line: /-l compat -x -a 'argo'/ },
  { what: 'no files for free text', line: /-l name -x -d/ },
  {
    what: 'options of `import`, but not of `schema import`',
    line: /-n "not __fish_seen_subcommand_from [a-z -]*schema; and __fish_seen_subcommand_from import" -l assess/,
  },
])('the script for fish suggests $what', ({ line }) => {
  expect(renderCompletion('fish', source)).toMatch(line);
});

describe.for(['fish'].filter(isInstalled))('%s suggests', (fish) => {
  test.for([
    { line: 'tiphys schema ', want: ['diff', 'import', 'upgrade'] },
    { line: 'tiphys run --store ', want: ['my runs/', 'templates/'] },
    { line: 'tiphys run i', want: ['in.yaml'] },
    { line: 'tiphys lint --target ', want: ['v3.7', 'v4.1'] },
    { line: 'tiphys import --ass', want: ['--assess'] },
    { line: 'tiphys run --name ', want: [] },
  ])('$want for `$line`', ({ line, want }) => {
    using folder = temporaryFolder({ 'in.yaml': '', 'my flow.ts': '', 'tiphys.fish': '' });
    for (const name of ['my runs', 'templates']) mkdirSync(path.join(folder.path, name));
    writeFileSync(path.join(folder.path, 'tiphys.fish'), renderCompletion('fish', source));
    const script = `source tiphys.fish; complete -C'${line}'`;
    const out = execFileSync(fish, ['-N', '-c', script], { encoding: 'utf8', cwd: folder.path });
    expect(out.split('\n').flatMap((one) => one.split('\t')[0] || [])).toEqual(want);
  });
});

test.for(['bash', 'zsh', 'fish'] as const)('%s accepts the syntax of its script', (shell, { skip }) => {
  if (!isInstalled(shell)) return skip(`${shell} is not installed`);
  using folder = temporaryFolder();
  const file = path.join(folder.path, `tiphys.${shell}`);
  writeFileSync(file, renderCompletion(shell, source));
  expect(spawnSync(shell, ['-n', file], { encoding: 'utf8' })).toMatchObject({ status: 0, stderr: '' });
});
