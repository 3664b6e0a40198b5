import { isKnownError, renderKnownError } from '../output/render-error.ts';
import { ExitCode } from '../world/exit-code.ts';
import { coloursOf } from '../world/terminal.ts';
import type { World } from '../world/world.ts';

/**
 * Calls an action for each item, and prints its errors, so that one does not hide the others. Returns the exit code: 2 if there were errors.
 */
export async function forEachItem<T>(
  items: readonly T[],
  world: World,
  action: (item: T) => Promise<void>,
): Promise<ExitCode> {
  const { cwd, terminal, interrupted } = world;
  let code: ExitCode = ExitCode.Ok;
  for (const item of items) {
    if (interrupted.aborted) return ExitCode.Interrupted;
    try {
      await action(item);
    } catch (error) {
      if (interrupted.aborted) return ExitCode.Interrupted;
      if (!isKnownError(error)) throw error;
      terminal.err(renderKnownError(error, { cwd, colours: coloursOf(terminal) }));
      code = ExitCode.InvalidInput;
    }
  }
  return code;
}
