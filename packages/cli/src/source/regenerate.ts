import path from 'node:path';
import type { Regenerate } from '@tiphys/pipeline/load';
import { assertNoProblems } from '../output/generate-problems.ts';
import type { World } from '../world/world.ts';

/**
 * Returns a function that regenerates stale and missing modules while a pipeline is loaded, and prints a line on standard error for each.
 * It prints nothing if only the hash of the sources has changed.
 *
 * The function throws the problems of the sources, and PipelineError `PIPELINE_WRITE_FAILED`.
 */
export function createRegenerate(world: World): Regenerate {
  return async ({ path: module, source, reason }) => {
    const { generateComponents, writeGenerated } = await import('@tiphys/pipeline/generate');
    const result = await generateComponents([source]);
    await assertNoProblems(result.problems, world);
    const written = await writeGenerated(result);
    if (written.every(({ onlyHash }) => onlyHash)) return;
    const name = path.relative(world.cwd, module);
    const from = path.relative(world.cwd, source);
    const cause = /\.ya?ml$/.test(source) ? from : `${from} or a module that it imports`;
    world.terminal.err(
      reason === 'missing'
        ? `Generated ${name} from ${from}\n`
        : `Regenerated ${name} because ${cause} has changed\n`,
    );
  };
}
