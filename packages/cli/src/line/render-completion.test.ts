import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { commands } from '../commands.ts';
import { renderCompletion } from './render-completion.ts';

const bash = renderCompletion('bash', commands);

function complete(words: readonly string[]): readonly string[] {
  const script = `${bash}\nCOMP_WORDS=(${words.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${words.length - 1}; _tiphys; printf '%s\\n' "\${COMPREPLY[@]}"`;
  return execFileSync('bash', ['-c', script], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => line !== '');
}

test.for([
  { given: ['tiphys', 'com'], want: ['compile', 'completion'] },
  { given: ['tiphys', 'run', '--par'], want: ['--parameter', '--parameter-file'] },
  { given: ['tiphys', 'schema', 'i'], want: ['import'] },
  { given: ['tiphys', 'schema', 'import', '--arg'], want: ['--argo'] },
  { given: ['tiphys', 'completion', 'f'], want: ['fish'] },
])('bash completes $given', ({ given, want }) => {
  expect(complete(given)).toEqual(expect.arrayContaining(want));
});

test('zsh takes the script of bash through its own compatibility layer', () => {
  expect(renderCompletion('zsh', commands)).toMatch(/^#compdef tiphys\n.*bashcompinit/);
});

test('fish learns every command and every long option', () => {
  const fish = renderCompletion('fish', commands);
  for (const { name, options } of commands) {
    expect(fish).toContain(` -a ${name.split(' ').at(-1)} `);
    for (const option of Object.keys(options)) expect(fish).toContain(` -l ${option}`);
  }
});
