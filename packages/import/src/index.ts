export { type ImportedYaml, type ImportYamlOptions, importYaml } from './import-yaml.ts';
export type { ImportedObject, ImportStyle } from './print/document-context.ts';
export type { ImportTarget } from './read/import-target.ts';
