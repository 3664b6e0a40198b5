import type { GenerateOptions } from '@tiphys/codegen';

/** Gives the options with which the models of a version are generated. */
export function modelOptions(version: string): GenerateOptions {
  return { source: `schemas/argo/${version}/definitions.json`, tableTypes: '../../definition-table.ts' };
}
