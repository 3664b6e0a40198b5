import { parseArgs } from 'node:util';
import { closestName } from '@tiphys/models/facts';
import { CliError } from '../world/cli-error.ts';
import type { CommandSpec, ParsedArguments } from './command.ts';

/**
 * Parses the arguments after the name of a command.
 *
 * @throws CliError `CLI_UNKNOWN_OPTION`, `CLI_OPTION_VALUE`, `CLI_MISSING_ARGUMENT`, `CLI_EXTRA_ARGUMENT`
 */
export function parseArguments(command: CommandSpec, words: readonly string[]): ParsedArguments {
  const { on, off } = readSwitches(command, words);
  const { values, positionals } = parseWords(command, on);
  checkPositionals(command, positionals);
  checkSwitches(command, off);
  checkEmpty(command, values);
  checkChoices(command, values);
  return {
    positionals,
    flag: (name) => values[name] === true,
    isOff: (name) => off.has(name),
    text: (name) => (typeof values[name] === 'string' ? values[name] : undefined),
    list: (name) => (Array.isArray(values[name]) ? values[name].map(String) : []),
  };
}

type Values = Readonly<Record<string, string | boolean | readonly (string | boolean)[] | undefined>>;

/** Flags take a value after an equals sign, as those of `argo` do: `--secure=false`. Returns the words without, and the flags that are off. */
function readSwitches(
  command: CommandSpec,
  words: readonly string[],
): { readonly on: readonly string[]; readonly off: ReadonlySet<string> } {
  const end = words.includes('--') ? words.indexOf('--') : words.length;
  const off = new Set<string>();
  const on = words.flatMap((word, index) => {
    const [, option = '', value] = /^(--[\w-]+|-\w)=(true|false)$/.exec(word) ?? [];
    const found = Object.entries(command.options).find(
      ([name, { type, short }]) => type === 'flag' && (option === `--${name}` || option === `-${short}`),
    );
    if (index >= end || found === undefined) return [word];
    if (value === 'true') return [option];
    off.add(found[0]);
    return [];
  });
  return { on, off };
}

function parseWords(
  command: CommandSpec,
  words: readonly string[],
): { values: Values; positionals: readonly string[] } {
  const options = Object.fromEntries(
    Object.entries(command.options).map(([name, option]) => [
      name,
      {
        type: option.type === 'flag' ? ('boolean' as const) : ('string' as const),
        multiple: option.type === 'list',
        ...(option.short === undefined ? {} : { short: option.short }),
      },
    ]),
  );
  try {
    return parseArgs({ args: [...words], options, allowPositionals: true, strict: true });
  } catch (error) {
    throw optionError(command, error);
  }
}

function optionError(command: CommandSpec, error: unknown): CliError {
  const text = error instanceof Error ? error.message : String(error);
  const advice = `Run \`tiphys ${command.name} --help\` for a list of options.`;
  const unknown = /^Unknown option '(-[^']*)'/.exec(text)?.[1];
  if (unknown === undefined) {
    return new CliError('CLI_OPTION_VALUE', `${describeValueError(command, text)} ${advice}`, {
      cause: error,
    });
  }
  const near = closestName(unknown.replace(/^-+/, ''), Object.keys(command.options));
  const guess = near === undefined ? '' : ` Did you mean --${near}?`;
  return new CliError(
    'CLI_UNKNOWN_OPTION',
    `Unknown option ${unknown} for \`tiphys ${command.name}\`.${guess} ${advice}`,
  );
}

/** Rewrites a message of `parseArgs` about the value of an option. */
function describeValueError(command: CommandSpec, text: string): string {
  const [, short, long] = /^Option '(?:-(\w))?(?:, )?(?:--([\w-]+))?/.exec(text) ?? [];
  const [name = ''] =
    Object.entries(command.options).find(
      ([key, { short: own }]) => key === long || (short !== undefined && own === short),
    ) ?? [];
  const option =
    command.options[name]?.short === undefined ? `--${name}` : `-${command.options[name].short}, --${name}`;
  const value = command.options[name]?.value ?? 'VALUE';
  if (/does not take an argument/.test(text)) return `${option} does not take a value.`;
  if (/ambiguous/.test(text))
    return `${option} needs a value. If the value starts with a dash, write --${name}=-VALUE.`;
  if (/missing/.test(text)) return `${option} needs a value: --${name} ${value}.`;
  return `${text.split('\n')[0]?.replace(/\.$/, '')}.`;
}

function checkPositionals(command: CommandSpec, given: readonly string[]): void {
  const { positional } = command;
  if (positional?.required === true && given.length === 0) {
    throw new CliError(
      'CLI_MISSING_ARGUMENT',
      `\`tiphys ${command.name}\` needs an argument ${positional.name}: ${lowerFirst(positional.summary)} For example: ${command.examples[0]?.line ?? `tiphys ${command.name} ${positional.name}`}`,
    );
  }
  const most =
    positional === undefined
      ? 0
      : positional.many === true
        ? (positional.most ?? Number.POSITIVE_INFINITY)
        : 1;
  const extra = given[most];
  if (extra !== undefined) {
    const isParameter = command.options.parameter !== undefined && /^[^=]+=/.test(extra);
    const guess = isParameter ? ` Did you mean -p ${extra}?` : '';
    throw new CliError(
      'CLI_EXTRA_ARGUMENT',
      `Unexpected argument "${extra}" for \`tiphys ${command.name}\`.${guess} Run \`tiphys ${command.name} --help\` for its usage.`,
    );
  }
  for (const word of given) {
    if (positional?.choices !== undefined && !positional.choices.includes(word)) {
      throw new CliError(
        'CLI_OPTION_VALUE',
        `${positional.name} must be ${listChoices(positional.choices)}, not "${word}".`,
      );
    }
  }
}

function checkSwitches(command: CommandSpec, off: ReadonlySet<string>): void {
  const name = [...off].find((one) => command.options[one]?.alwaysOn === true);
  if (name !== undefined)
    throw new CliError(
      'CLI_OPTION_VALUE',
      `--${name}=false is not possible: \`tiphys ${command.name}\` always does what --${name} says. Remove it.`,
    );
}

/** An empty selector would select everything, and an empty name the default. */
function checkEmpty(command: CommandSpec, values: Values): void {
  for (const [name, { type, mayBeEmpty, completes, value = 'VALUE' }] of Object.entries(command.options)) {
    const given = [values[name] ?? []].flat();
    const isChecked = type === 'text' ? mayBeEmpty !== true : completes !== undefined;
    if (isChecked && given.some((word) => String(word).trim() === ''))
      throw new CliError('CLI_OPTION_VALUE', `--${name} needs a value, but it is empty: --${name} ${value}.`);
  }
}

function checkChoices(command: CommandSpec, values: Values): void {
  for (const [name, option] of Object.entries(command.options)) {
    const value = values[name];
    if (option.choices !== undefined && typeof value === 'string' && !option.choices.includes(value)) {
      throw new CliError(
        'CLI_OPTION_VALUE',
        `--${name} must be ${listChoices(option.choices)}, not "${value}".`,
      );
    }
  }
}

function listChoices(choices: readonly string[]): string {
  return choices.length === 1 ? choices.join() : `one of ${choices.join(', ')}`;
}

function lowerFirst(text: string): string {
  // Keeps an abbreviation: "YAML files".
  return /^[A-Z]{2}/.test(text) ? text : text.charAt(0).toLowerCase() + text.slice(1);
}
