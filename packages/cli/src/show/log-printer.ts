import { shownName } from '@tiphys/models/facts';
import type { LogLine } from '@tiphys/runs';
import { CliError } from '../world/cli-error.ts';
import { printable } from '../world/printable.ts';
import { type Colours, coloursOf } from '../world/terminal.ts';
import type { World } from '../world/world.ts';
import { oneLine } from './one-line.ts';

/** Prints lines of logs. */
export interface LogPrinter {
  print(line: LogLine): void;
}

const COLOURS = ['cyan', 'green', 'yellow', 'magenta', 'blue'] as const satisfies readonly (keyof Colours)[];

/** Options of {@link createLogPrinter}. */
export interface LogPrinterOptions {
  /** Whether each line starts with the name of its node. */
  readonly prefix: boolean;
  /** Whether each line starts with its time. @default false */
  readonly timestamps?: boolean;
  /** @default standard output */
  readonly to?: (text: string) => void;
}

/**
 * Returns a printer of log lines. With `prefix`, each line starts with the name of its node, in a colour of its own.
 *
 * Its `print` throws CliError `CLI_CONFLICTING_OPTIONS` for a line without a time if times are wanted.
 *
 * On a terminal, control characters are escaped. Other programs get the lines as the tasks wrote them.
 */
export async function createLogPrinter(
  world: World,
  { prefix, timestamps = false, to = world.terminal.data }: LogPrinterOptions,
): Promise<LogPrinter> {
  const colours = coloursOf(world.terminal);
  const names = new Map<string, string>();
  const nameOf = ({ nodeId, nodeName }: LogLine): string => {
    const known = names.get(nodeId);
    if (known !== undefined) return known;
    const colour = COLOURS[names.size % COLOURS.length] ?? 'cyan';
    const name = colours[colour](printable(oneLine(shortName(nodeName)), false));
    names.set(nodeId, name);
    return name;
  };
  return {
    print(line) {
      const name = prefix ? `${nameOf(line)}: ` : '';
      to(`${name}${timestamps ? timeOf(line) : ''}${line.text}\n`);
    },
  };
}

function timeOf({ time }: LogLine): string {
  if (time !== undefined) return `${new Date(time).toISOString()} `;
  throw new CliError(
    'CLI_CONFLICTING_OPTIONS',
    'The lines of these logs have no times. Remove --timestamps.',
  );
}

/** Returns the name of a node without that of its run, and without the numbers of step groups: `greet` for `hello[0].greet`. */
function shortName(name: string): string {
  const shown = shownName(name);
  const [, ...parts] = shown.split('.');
  return parts.length === 0 ? shown : parts.join('.').replaceAll(/\[\d+\](?=\.)/g, '');
}
