import type { RunState } from '../state/run-state.ts';
import type { NewEvent } from './loop/stamps.ts';
import type { RunCommand } from './run-files/run-command.ts';

/** Returns the events of a command for a run. */
export function eventsOf(command: RunCommand, state: RunState): readonly NewEvent[] {
  switch (command.kind) {
    case 'shutdown':
      return [command];
    case 'resume': {
      const { nodeId, values = {} } = command;
      const ids = nodeId === undefined ? Object.keys(state.suspended) : [nodeId];
      return ids.map((id) => ({ kind: 'resume', nodeId: id, values }));
    }
    default:
      return [];
  }
}
