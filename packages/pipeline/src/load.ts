export type { StaleModule } from './generate/find-stale-module.ts';
export { type Regenerate, refuseStale } from './load/generated-modules.ts';
export {
  type ExportedObject,
  type LoadedModule,
  type LoadOptions,
  loadPipelineModule,
} from './load/load-pipeline-module.ts';
export { refuseOutdated } from './load/refuse-outdated.ts';
export { findUserLocation } from './user-code/find-user-location.ts';
export { toUserCodeError, type UserCodeOptions } from './user-code/user-code-error.ts';
