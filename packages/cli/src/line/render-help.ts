import { argoVersions } from '@tiphys/models/versions';
import type { Colours } from '../world/terminal.ts';
import type { CommandSpec, OptionSpec, PositionalSpec } from './command.ts';

/** Returns the help of the program: its purpose and its commands. */
export function renderProgramHelp(
  commands: readonly CommandSpec[],
  version: string,
  colours: Colours,
): string {
  const rows = commands.map((command) => [command.name, command.summary] as const);
  return [
    `${colours.bold('tiphys')} ${version}: write Argo Workflows in TypeScript, and run them on this machine or on Kubernetes.`,
    '',
    heading('Usage', colours),
    '  tiphys COMMAND [ARGUMENTS]',
    '',
    heading('Commands', colours),
    ...table(rows, colours),
    '',
    heading('Options', colours),
    ...table(
      [
        ['-h, --help', 'Show the help of a command, with examples'],
        ['-v, --version', 'Print the version'],
      ],
      colours,
    ),
    '',
    heading('Getting started', colours),
    ...table(
      [
        ['tiphys init', 'Create a small pipeline in this folder'],
        ['tiphys run pipeline.ts', 'Run it on this machine, without a cluster'],
      ],
      colours,
    ),
    '',
  ].join('\n');
}

/** Returns the help of a group of commands, such as `schema`. */
export function renderGroupHelp(word: string, commands: readonly CommandSpec[], colours: Colours): string {
  const rows = commands.map((command) => [command.name, command.summary] as const);
  return [
    heading('Usage', colours),
    `  tiphys ${word} COMMAND [ARGUMENTS]`,
    '',
    heading('Commands', colours),
    ...table(rows, colours),
    '',
    `Run \`tiphys ${commands[0]?.name ?? word} --help\` for the help of a command.`,
    '',
  ].join('\n');
}

/** Returns the help of one command. */
export function renderCommandHelp(command: CommandSpec, colours: Colours): string {
  const { positional } = command;
  const argument = positional === undefined ? '' : ` ${usageOf(positional)}`;
  const lines = [
    `${command.summary}.`,
    '',
    heading('Usage', colours),
    `  tiphys ${command.name}${argument} [OPTIONS]`,
    '',
  ];
  if (command.details !== undefined) lines.push(...command.details.trim().split('\n'), '');
  if (positional !== undefined)
    lines.push(heading('Arguments', colours), ...table([[positional.name, positional.summary]], colours), '');
  const titles = new Set(Object.values(command.options).map(({ section = 'Options' }) => section));
  for (const title of new Set(['Options', ...titles])) {
    const options = Object.entries(command.options)
      .filter(([, { section = 'Options' }]) => section === title)
      .map(([name, option]) => [optionLabel(name, option), optionText(option)] as const);
    const help = title === 'Options' ? [['-h, --help', 'Print this help'] as const] : [];
    lines.push(heading(title, colours), ...table([...options, ...help], colours), '');
  }
  lines.push(
    heading('Examples', colours),
    ...table(
      command.examples.map(({ line, does }) => [line, does]),
      colours,
    ),
    '',
  );
  lines.push(
    heading('Exit codes', colours),
    '  0 success   1 findings or a failed run   2 invalid input   70 crash   130 interrupted',
    '',
  );
  return lines.join('\n');
}

function usageOf({ name, required, many, usage }: PositionalSpec): string {
  const argument = usage ?? `${name}${many === true ? '...' : ''}`;
  return required ? argument : `[${argument}]`;
}

function optionLabel(name: string, option: OptionSpec): string {
  const short = option.short === undefined ? '    ' : `-${option.short}, `;
  return `${short}--${name}${option.type === 'flag' ? '' : ` ${option.value ?? 'VALUE'}`}`;
}

function optionText({ summary, choices, completes, type }: OptionSpec): string {
  const values = choices ?? (completes === 'version' ? argoVersions : []);
  const notes = [
    ...(values.length === 0 ? [] : [values.length === 1 ? values.join() : `one of ${values.join(', ')}`]),
    ...(type === 'list' ? ['may be repeated'] : []),
  ].join('; ');
  if (notes === '') return summary;
  return summary.endsWith(')') ? `${summary.slice(0, -1)}; ${notes})` : `${summary} (${notes})`;
}

function heading(text: string, colours: Colours): string {
  return colours.bold(text);
}

function table(rows: readonly (readonly [string, string])[], colours: Colours): string[] {
  const width = Math.max(...rows.map(([left]) => left.length)) + 3;
  return rows.map(([left, right]) => `  ${colours.cyan(left.padEnd(width))}${right}`);
}
