import type { Terminal } from '../world/terminal.ts';

/** Prints a message between what is redrawn in place. */
type Say = (text: string) => void;

const live = new WeakMap<Terminal, Say>();

/** Notes who prints messages while a terminal shows the progress of a run. Undefined says that nobody does any more. */
export function setSay(terminal: Terminal, say: Say | undefined): void {
  if (say === undefined) live.delete(terminal);
  else live.set(terminal, say);
}

/** Prints a message that is not part of the progress of a run: above it, if the terminal shows one. */
export function sayAt(terminal: Terminal, text: string): void {
  const say = live.get(terminal);
  if (say === undefined) terminal.err(`${text}\n`);
  else say(text);
}
