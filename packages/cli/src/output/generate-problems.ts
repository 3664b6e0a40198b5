import type { GenerateProblem } from '@tiphys/pipeline/generate';
import { coloursOf } from '../world/terminal.ts';
import type { World } from '../world/world.ts';
import { renderKnownError } from './render-error.ts';
import { renderErrorFrame } from './render-error-frame.ts';

// Nobody reads more than this, and a broken file may have any number.
const MOST_SHOWN = 100;

/**
 * Prints all problems except the last, which is thrown and so ends the command like every other error.
 *
 * @throws an error with the code of the last problem
 */
export async function assertNoProblems(problems: readonly GenerateProblem[], world: World): Promise<void> {
  const last = problems.at(-1);
  if (last === undefined) return;
  const colours = coloursOf(world.terminal);
  const others = problems.slice(0, -1);
  for (const problem of others.slice(0, MOST_SHOWN))
    world.terminal.err(
      renderKnownError(problem, { cwd: world.cwd, colours }) + (await renderErrorFrame(problem, world)),
    );
  if (others.length > MOST_SHOWN)
    world.terminal.err(`... and ${others.length - MOST_SHOWN} more before the last one\n`);
  throw new GenerateError(last);
}

class GenerateError extends Error {
  readonly code: string;
  readonly location: GenerateProblem['location'];

  constructor(problem: GenerateProblem) {
    super(problem.message);
    this.code = problem.code;
    this.location = problem.location;
  }
}
