import type { Workflow } from '@tiphys/models';
import { manifestOf } from '@tiphys/tools-conformance';
import { readYaml } from '@tiphys/yaml';

/** A workflow, with the objects given with it. */
export interface Manifest {
  readonly workflow: Workflow;
  readonly objects: readonly unknown[];
}

/** Reads a manifest whose last document is the workflow. */
export function readManifest(text: string): Manifest {
  const { workflow, objects } = manifestOf(readYaml(text).documents);
  return { workflow: workflow as Workflow, objects };
}
