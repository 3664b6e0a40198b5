import path from 'node:path';
import { CliError } from './cli-error.ts';
import type { OptionSpec, ParsedArguments } from './command.ts';
import type { World } from './world.ts';

/** The options that give parameters, shared by the commands that take them. */
export const parameterOptions: Readonly<Record<string, OptionSpec>> = {
  parameter: { summary: 'Give a parameter of the workflow', type: 'list', short: 'p', value: 'NAME=VALUE' },
  'parameter-file': {
    summary: 'Read parameters from a YAML or JSON file',
    type: 'list',
    short: 'f',
    value: 'FILE',
    completes: 'file',
  },
};

/**
 * Returns the parameters given by `-f` (later files win) and `-p` (wins over files), as the texts that Argo's own commands would take.
 *
 * @throws CliError `CLI_PARAMETER_SYNTAX`, `CLI_PARAMETER_FILE`
 */
export async function readParameters(
  args: ParsedArguments,
  world: World,
): Promise<Readonly<Record<string, string>>> {
  const parameters: Record<string, string> = {};
  for (const name of args.list('parameter-file')) {
    Object.assign(parameters, await readParameterFile(path.resolve(world.cwd, name), world));
  }
  for (const word of args.list('parameter')) {
    const equals = word.indexOf('=');
    if (equals < 1) {
      throw new CliError(
        'CLI_PARAMETER_SYNTAX',
        `-p takes NAME=VALUE, not "${word}". For example: -p count=5`,
      );
    }
    parameters[word.slice(0, equals)] = word.slice(equals + 1);
  }
  return parameters;
}

async function readParameterFile(file: string, world: World): Promise<Readonly<Record<string, string>>> {
  const { JSON_SCHEMA, loadAll } = await import('js-yaml');
  const text = await world.files.readText(file);
  let value: unknown;
  try {
    // The JSON schema: `on` and `12:30` stay texts.
    value = loadAll(text, { schema: JSON_SCHEMA })[0]; // nothing, in an empty file
  } catch (error) {
    throw new CliError(
      'CLI_PARAMETER_FILE',
      `${file} is no YAML: ${firstLine(error)}. Write one "name: value" a line.`,
      { cause: error },
    );
  }
  if (value === null || value === undefined) return {};
  if (typeof value !== 'object' || Array.isArray(value)) {
    throw new CliError(
      'CLI_PARAMETER_FILE',
      `${file} must be a map of parameter names to values, not ${Array.isArray(value) ? 'a list' : `the ${typeof value} ${text.trim()}`}.`,
    );
  }
  return Object.fromEntries(
    Object.entries(value).map(([name, given]) => [
      name,
      typeof given === 'string' ? given : JSON.stringify(given),
    ]),
  );
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
}
