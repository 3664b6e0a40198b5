import { createColors } from 'picocolors';
import { printable } from './printable.ts';

/** The terminal, or the streams, that a command prints to. */
export interface Terminal {
  /** Writes results for people to standard output. Control characters are escaped. */
  out(text: string): void;
  /** Writes results for programs, such as a manifest, to standard output. Control characters are escaped only on a terminal. */
  data(text: string): void;
  /** Writes everything else to standard error: progress, warnings, errors. Control characters are escaped. */
  err(text: string): void;
  /** Whether standard error is an interactive terminal, so that a tree can be redrawn in place. */
  readonly interactive: boolean;
  readonly columns: number;
  readonly rows: number;
  /** Whether to print colours. */
  readonly colour: boolean;
}

/** Functions that colour a text, or return it unchanged if colours are off. */
export type Colours = ReturnType<typeof createColors>;

/** Returns the colours for a terminal. */
export function coloursOf(terminal: Terminal): Colours {
  return createColors(terminal.colour);
}

/** Returns the terminal of this process. */
export function createProcessTerminal(env: Readonly<Record<string, string>>): Terminal {
  const interactive = process.stderr.isTTY === true && env.TERM !== 'dumb' && env.CI === undefined;
  const colour = wantsColour(env, process.stdout.isTTY === true);
  // Bound before user code runs, whose own output is redirected (see protect-process.ts).
  const writeOut = process.stdout.write.bind(process.stdout);
  const writeErr = process.stderr.write.bind(process.stderr);
  return {
    out: (text) => void writeOut(printable(text, colour)),
    data: (text) => void writeOut(process.stdout.isTTY ? printable(text, colour) : text),
    err: (text) => void writeErr(printable(text, colour)),
    interactive,
    // A terminal that does not know its size has none.
    columns: process.stderr.columns || process.stdout.columns || 100,
    rows: process.stderr.rows || 40,
    colour,
  };
}

// https://no-color.org and the FORCE_COLOR convention of Node.js.
function wantsColour(env: Readonly<Record<string, string>>, isTerminal: boolean): boolean {
  if (env.NO_COLOR !== undefined && env.NO_COLOR !== '') return false;
  if (env.FORCE_COLOR !== undefined) return env.FORCE_COLOR !== '0';
  return isTerminal && env.TERM !== 'dumb';
}
