import { createColors } from 'picocolors';

/** Where a command prints. */
export interface Terminal {
  /** Writes results: what another program would read. */
  out(text: string): void;
  /** Writes everything else: progress, notices, errors. */
  err(text: string): void;
  /** Whether a person watches the progress on standard error, so that a tree can be redrawn in place. */
  readonly interactive: boolean;
  readonly columns: number;
  readonly rows: number;
  /** Whether the texts may hold colours. */
  readonly colour: boolean;
}

/** Functions that colour a text, or hand it back as it is. */
export type Colours = ReturnType<typeof createColors>;

/** Returns the colours that fit the terminal. */
export function coloursOf(terminal: Terminal): Colours {
  return createColors(terminal.colour);
}

/** Returns the terminal of this process. */
export function createProcessTerminal(env: Readonly<Record<string, string>>): Terminal {
  const interactive = process.stderr.isTTY === true && env.TERM !== 'dumb' && env.CI === undefined;
  return {
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    interactive,
    columns: process.stderr.columns ?? process.stdout.columns ?? 100,
    rows: process.stderr.rows ?? 40,
    colour: wantsColour(env, process.stdout.isTTY === true),
  };
}

// https://no-color.org and the FORCE_COLOR convention of Node.js.
function wantsColour(env: Readonly<Record<string, string>>, isTerminal: boolean): boolean {
  if (env.NO_COLOR !== undefined && env.NO_COLOR !== '') return false;
  if (env.FORCE_COLOR !== undefined) return env.FORCE_COLOR !== '0';
  return isTerminal && env.TERM !== 'dumb';
}
