import path from 'node:path';
import { CliError } from '../world/cli-error.ts';
import type { World } from '../world/world.ts';
import type { OptionSpec, ParsedArguments } from './command.ts';

/** The options that set parameters of the workflow. */
export const parameterOptions: Readonly<Record<string, OptionSpec>> = {
  parameter: { summary: 'Set a parameter of the workflow', type: 'list', short: 'p', value: 'NAME=VALUE' },
  'parameter-file': {
    summary: 'Read parameters from a YAML or JSON file',
    type: 'list',
    short: 'f',
    value: 'FILE',
    completes: 'file',
  },
};

/**
 * Returns the parameters of `-f` (later files win) and `-p` (wins over files), as the texts that Argo's own CLI would use.
 *
 * @throws CliError `CLI_PARAMETER_SYNTAX`, `CLI_DUPLICATE_PARAMETER`, `CLI_PARAMETER_FILE`
 */
export async function readParameters(
  args: ParsedArguments,
  world: World,
): Promise<Readonly<Record<string, string>>> {
  // Without a prototype, so that `__proto__` is a name like any other.
  const parameters: Record<string, string> = Object.create(null);
  for (const name of args.list('parameter-file')) {
    Object.assign(parameters, await readParameterFile(path.resolve(world.cwd, name), world));
  }
  return Object.assign(parameters, readAssignments(args.list('parameter')));
}

/**
 * Returns the parameters of words such as `count=5`.
 *
 * @throws CliError `CLI_PARAMETER_SYNTAX`, `CLI_DUPLICATE_PARAMETER`
 */
export function readAssignments(words: readonly string[]): Readonly<Record<string, string>> {
  const given: Record<string, string> = Object.create(null);
  for (const word of words) {
    const equals = word.indexOf('=');
    if (equals < 1) {
      throw new CliError(
        'CLI_PARAMETER_SYNTAX',
        `-p takes NAME=VALUE, not "${word}". For example: -p count=5`,
      );
    }
    const [name, value] = [word.slice(0, equals), word.slice(equals + 1)];
    if (given[name] !== undefined) {
      throw new CliError(
        'CLI_DUPLICATE_PARAMETER',
        `Parameter "${name}" is set twice: -p ${name}=${given[name]} and -p ${word}. Remove one of them.`,
      );
    }
    given[name] = value;
  }
  return given;
}

async function readParameterFile(file: string, world: World): Promise<Readonly<Record<string, string>>> {
  const { loadAll } = await import('js-yaml');
  const { parameterSchema, parameterText } = await import('./parameter-schema.ts');
  const text = await world.files.readText(file);
  let documents: readonly unknown[];
  try {
    documents = loadAll(text, { schema: parameterSchema });
  } catch (error) {
    throw new CliError(
      'CLI_PARAMETER_FILE',
      `${file} is not valid YAML: ${firstLine(error)}. Write one "name: value" per line.`,
      { cause: error },
    );
  }
  const [value] = documents; // undefined if the file is empty
  if (documents.length > 1) {
    throw new CliError(
      'CLI_PARAMETER_FILE',
      `${file} has ${documents.length} documents. Put all parameters into one map.`,
    );
  }
  if (value === null || value === undefined) return {};
  if (typeof value !== 'object' || Array.isArray(value)) {
    throw new CliError(
      'CLI_PARAMETER_FILE',
      `${file} must be a map of parameter names to values, not ${Array.isArray(value) ? 'a list' : `the ${typeof value} ${text.trim()}`}. Write one "name: value" per line.`,
    );
  }
  return Object.fromEntries(Object.entries(value).map(([name, given]) => [name, parameterText(given)]));
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
}
