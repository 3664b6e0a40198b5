export {
  type ExportedObject,
  type LoadedModule,
  type LoadOptions,
  loadPipelineModule,
} from './load/load-pipeline-module.ts';
