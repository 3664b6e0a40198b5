export { generateComponents } from './generate/generate-components.ts';
export type { GenerateOptions } from './generate/generate-options.ts';
export type { GeneratedFile, GenerateProblem, GenerateResult } from './generate/generate-result.ts';
export { findOrigin } from './generate/origin.ts';
export {
  type ComponentWatcher,
  type WatchOptions,
  type WatchRound,
  watchComponents,
} from './generate/watch-components.ts';
export { type WriteOptions, writeGenerated } from './generate/write-generated.ts';
