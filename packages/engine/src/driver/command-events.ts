import type { NewEvent } from './loop/stamps.ts';
import type { RunCommand } from './run-files/run-command.ts';

/** Returns the event of a command for a run. */
export function eventOf(command: RunCommand): NewEvent {
  return command.kind === 'resume' ? { ...command, values: command.values ?? {} } : command;
}
