import type { GenerateProblem } from '@tiphys/pipeline/generate';
import { renderKnownError } from './render-error.ts';
import { coloursOf } from './terminal.ts';
import type { World } from './world.ts';

/** All problems are printed, in their order; the last one is thrown, so that it ends the command as every other error does. */
export function assertNoProblems(problems: readonly GenerateProblem[], world: World): void {
  const last = problems.at(-1);
  if (last === undefined) return;
  const colours = coloursOf(world.terminal);
  for (const problem of problems.slice(0, -1))
    world.terminal.err(renderKnownError(problem, { cwd: world.cwd, colours }));
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
