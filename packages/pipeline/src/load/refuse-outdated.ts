import type { StaleModule } from '../generate/find-stale-module.ts';
import { refuseStale } from './generated-modules.ts';

/**
 * Refuses a module that is missing or would be generated differently. A module that differs only in its hash is accepted: the bodies of
 * its functions have changed, but not their signatures. Pass it as `regenerate` where nothing may be written.
 *
 * @throws PipelineError `PIPELINE_GENERATED_STALE`, `PIPELINE_GENERATED_MISSING`
 */
export async function refuseOutdated(module: StaleModule): Promise<void> {
  if (module.reason === 'changed') {
    // Loaded only here, because it loads the TypeScript compiler.
    const { generateComponents } = await import('../generate/generate-components.ts');
    const { files, problems } = await generateComponents([module.source]);
    const isSame = files.every(({ state, onlyHash }) => state === 'fresh' || onlyHash);
    if (problems.length === 0 && files.length > 0 && isSame) return;
  }
  await refuseStale(module);
}
