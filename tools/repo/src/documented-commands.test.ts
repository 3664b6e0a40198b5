import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { expect, test } from 'vitest';
import { readPages } from './markdown.ts';
import { root } from './workspace.ts';

/** A call of the command that a page shows, and where. */
interface ShownCommand {
  readonly file: string;
  readonly text: string;
}

/** Returns the calls of the command in running text and in blocks that no other test runs. */
function commandsIn(file: string, text: string): readonly ShownCommand[] {
  const inline = [...text.matchAll(/`(tiphys [a-z][^`\n]*)`/g)].map(([, found = '']) => found);
  const lines = [...text.matchAll(/^(?:\$ | +- run: )?(?:npx |pnpm )?(tiphys [a-z].*)$/gm)].map(
    ([, found = '']) => found,
  );
  return [...inline, ...lines].map((found) => ({ file, text: found.replace(/\s+[#>|;].*$/, '') }));
}

const helpTexts = new Map<string, string>();

function helpOf(command: string): string {
  const known = helpTexts.get(command);
  if (known !== undefined) return known;
  const main = path.join(root, 'packages/cli/src/main.ts');
  const words = [
    '--conditions=@tiphys/source',
    main,
    ...command.split(' ').filter((word) => word !== ''),
    '--help',
  ];
  const { status, stdout } = spawnSync(process.execPath, words, { encoding: 'utf8' });
  const help = status === 0 ? stdout : '';
  helpTexts.set(command, help);
  return help;
}

const commands = [...helpOf('').matchAll(/^ {2}([a-z]+(?: [a-z]+)?) {2,}/gm)].map(
  ([, command = '']) => command,
);
const groups = new Set(commands.filter((name) => name.includes(' ')).map((name) => name.split(' ')[0]));

/** What is wrong with a call: a command or an option that does not exist. */
function problemOf({ file, text }: ShownCommand): readonly string[] {
  const [, first = '', second = ''] = text.split(' ');
  const help = helpOf(groups.has(first) && /^[a-z]+$/.test(second) ? `${first} ${second}` : first);
  if (help === '') return [`${file}: there is no command for \`${text}\``];
  const options = [...text.matchAll(/(?<=\s)--?[a-z][a-z\d-]*/g)].map(([option]) => option);
  return options
    .filter((option) => !new RegExp(`(?:^|\\s)${option}(?=[\\s,])`, 'm').test(help))
    .map((option) => `${file}: \`${text}\` has no option ${option}`);
}

const pages = readPages().filter(({ file }) => file !== 'CHANGELOG.md' && !file.startsWith('.changeset'));

test.for(pages)('the commands in $file exist, and so do their options', ({ file, text }) => {
  expect(commandsIn(file, text).flatMap(problemOf)).toEqual([]);
});

const guide = pages
  .filter(({ file }) => file.startsWith('docs/guide/'))
  .map(({ text }) => text)
  .join('\n');
test('the help names the commands', () => {
  expect(commands).toEqual(expect.arrayContaining(['run', 'lint', 'schema diff']));
});

test.for(commands)('the guide names every option of `tiphys %s`', (command) => {
  const options = [...helpOf(command).matchAll(/^ +(?:-[a-z], )?(--[a-z\d-]+)/gm)].map(
    ([, option = '']) => option,
  );
  const missing = options.filter(
    (option) => option !== '--help' && !new RegExp(`${option}(?![a-z\\d-])`).test(guide),
  );
  expect(missing).toEqual([]);
});
