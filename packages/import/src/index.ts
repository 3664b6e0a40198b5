export type { ImportTarget } from './import-target.ts';
export { type ImportedYaml, type ImportYamlOptions, importYaml } from './import-yaml.ts';
export type { ImportedObject, ImportStyle } from './print-document.ts';
