import type { GenerateProblem } from '@tiphys/pipeline/generate';
import { coloursOf } from '../world/terminal.ts';
import type { World } from '../world/world.ts';
import { renderKnownError } from './render-error.ts';
import { renderErrorFrame } from './render-error-frame.ts';

// More than anyone reads; a file that went wrong may have any number.
const mostShown = 100;

/** Problems are printed in their order; the last one is thrown, so that it ends the command as every other error does. */
export async function assertNoProblems(problems: readonly GenerateProblem[], world: World): Promise<void> {
  const last = problems.at(-1);
  if (last === undefined) return;
  const colours = coloursOf(world.terminal);
  const others = problems.slice(0, -1);
  for (const problem of others.slice(0, mostShown))
    world.terminal.err(
      renderKnownError(problem, { cwd: world.cwd, colours }) + (await renderErrorFrame(problem, world)),
    );
  if (others.length > mostShown)
    world.terminal.err(`... ${others.length - mostShown} more problems before the last one\n`);
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
