import { ExitCode } from '../world/exit-code.ts';
import { coloursOf } from '../world/terminal.ts';
import type { World } from '../world/world.ts';
import { isKnownError, knownErrorToJson, renderCrash, renderKnownError } from './render-error.ts';
import { renderErrorFrame } from './render-error-frame.ts';

/** Options of {@link reportError}. */
export interface ReportOptions {
  readonly world: World;
  /** The arguments of the command line. */
  readonly words: readonly string[];
  /** Whether a timer or a promise of a user's module threw it, outside the command. @default false */
  readonly late?: boolean;
}

/** Prints an error and returns the exit code: 2 for invalid input, 70 for a crash of Tiphys. */
export async function reportError(thrown: unknown, { world, words, late }: ReportOptions): Promise<ExitCode> {
  const error = late && !isKnownError(thrown) ? await toLateError(thrown) : thrown;
  if (!isKnownError(error)) {
    world.terminal.err(renderCrash(error, world.env.TIPHYS_DEBUG === '1'));
    return ExitCode.Crash;
  }
  if (words.includes('--json')) world.terminal.out(knownErrorToJson(error, world.cwd));
  const colours = coloursOf(world.terminal);
  world.terminal.err(
    renderKnownError(error, { cwd: world.cwd, colours }) + (await renderErrorFrame(error, world)),
  );
  return ExitCode.InvalidInput;
}

async function toLateError(thrown: unknown): Promise<unknown> {
  const { findUserLocation, toUserCodeError } = await import('@tiphys/pipeline/load');
  // If no frame of the stack is in the user's code, it is a bug in Tiphys.
  if (findUserLocation(thrown) === undefined) return thrown;
  return toUserCodeError(thrown, {
    code: 'PIPELINE_LOAD_FAILED',
    failure: 'The module threw an exception after it was loaded, and nothing caught it.',
  });
}
