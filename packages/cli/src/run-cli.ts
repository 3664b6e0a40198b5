import { closestName } from '@tiphys/models/facts';
import { commands } from './commands.ts';
import { withColourOption } from './line/colour-option.ts';
import type { CommandSpec } from './line/command.ts';
import { parseArguments } from './line/parse-arguments.ts';
import { renderCommandHelp, renderGroupHelp, renderProgramHelp } from './line/render-help.ts';
import { reportError } from './output/report-error.ts';
import { CliError } from './world/cli-error.ts';
import { ExitCode } from './world/exit-code.ts';
import { coloursOf } from './world/terminal.ts';
import { version } from './world/version.ts';
import type { World } from './world/world.ts';

/** Runs a command line and returns the exit code. Prints every error and never throws. */
export async function runCli(words: readonly string[], world: World): Promise<ExitCode> {
  try {
    return await dispatch(words, world);
  } catch (error) {
    return await reportError(error, { world, words });
  }
}

async function dispatch(words: readonly string[], world: World): Promise<ExitCode> {
  const { terminal } = world;
  const colours = coloursOf(terminal);
  const asked = words[0] === 'help' ? [...words.slice(1), '--help'] : words;
  if (asked[0] === undefined || asked[0] === '--help' || asked[0] === '-h') {
    terminal.out(renderProgramHelp(commands, version, colours));
    return asked[0] === undefined ? ExitCode.InvalidInput : ExitCode.Ok;
  }
  if (['--version', '-V', '-v', 'version'].includes(asked[0])) {
    terminal.out(`${version}\n`);
    return ExitCode.Ok;
  }
  const group = groupOf(asked[0]);
  if (group.length > 0 && (asked[1] === '--help' || asked[1] === '-h')) {
    terminal.out(renderGroupHelp(asked[0], group, colours));
    return ExitCode.Ok;
  }
  const command = findCommand(asked);
  const rest = asked.slice(command.name.split(' ').length);
  const beforeDashes = rest.slice(0, rest.includes('--') ? rest.indexOf('--') : rest.length);
  if (beforeDashes.includes('--help') || beforeDashes.includes('-h')) {
    terminal.out(renderCommandHelp(command, colours));
    return ExitCode.Ok;
  }
  const args = parseArguments(command, rest);
  return command.run(args, withColourOption(args, world));
}

/** Returns the command that a command line begins with; undefined if there is none. */
export function commandOf(words: readonly string[]): CommandSpec | undefined {
  return commands.find(({ name }) => name === words.slice(0, name.split(' ').length).join(' '));
}

function findCommand(words: readonly string[]): CommandSpec {
  const found = commandOf(words);
  if (found !== undefined) return found;
  const group = groupOf(words[0] ?? '');
  if (group.length > 0) throw unknownInGroup(words, group);
  const near = closestName(
    words[0] ?? '',
    commands.map(({ name }) => name),
  );
  const guess = near === undefined ? '' : ` Did you mean \`tiphys ${near}\`?`;
  throw new CliError(
    'CLI_UNKNOWN_COMMAND',
    `Unknown command \`tiphys ${words[0]}\`.${guess} Run \`tiphys --help\` for a list of commands.`,
  );
}

function groupOf(word: string): readonly CommandSpec[] {
  return commands.filter(({ name }) => name.startsWith(`${word} `));
}

function unknownInGroup([word = '', given]: readonly string[], group: readonly CommandSpec[]): CliError {
  const names = group.map(({ name }) => name);
  const list = names.map((name) => `\`tiphys ${name}\``).join(', ');
  if (given === undefined)
    return new CliError('CLI_UNKNOWN_COMMAND', `\`tiphys ${word}\` needs a subcommand: ${list}.`);
  const near = closestName(
    given,
    names.map((name) => name.slice(word.length + 1)),
  );
  const guess = near === undefined ? '' : ` Did you mean \`tiphys ${word} ${near}\`?`;
  return new CliError(
    'CLI_UNKNOWN_COMMAND',
    `Unknown command \`tiphys ${word} ${given}\`.${guess} Available commands: ${list}.`,
  );
}
