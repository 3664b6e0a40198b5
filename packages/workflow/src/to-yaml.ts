import { present } from 'js-yaml';
import { ARGO_KEY_ORDER } from './argo-key-order.ts';
import type { ArgoObject, KubernetesObject } from './argo-object.ts';
import type { FindShape } from './key-order.ts';
import { chooseScalarStyle } from './scalar-style.ts';
import { WRITE_SCHEMA } from './write-schema.ts';
import { buildTree } from './yaml-tree.ts';

/** How {@link toYaml} writes. */
export interface ToYamlOptions {
  /**
   * Spaces per level.
   *
   * @default 2
   */
  readonly indent?: number;
}

/**
 * Gives the YAML text of objects, several as several documents: keys in the order of Argo's documentation, strings
 * quoted so that readers of YAML 1.1, YAML 1.2 and the Go world agree on them, no anchors.
 *
 * @throws {@link WorkflowError} `WORKFLOW_UNWRITABLE` when a value is none that JSON has, or holds itself.
 */
export function toYaml(
  objects: ArgoObject | KubernetesObject | readonly (ArgoObject | KubernetesObject)[],
  options: ToYamlOptions = {},
): string {
  return writeDocuments(Array.isArray(objects) ? objects : [objects], {
    ...options,
    findShape: ARGO_KEY_ORDER,
  });
}

/** Writes any values as YAML documents, with the key order that `findShape` gives. */
export function writeDocuments(
  values: readonly unknown[],
  options: ToYamlOptions & { readonly findShape: FindShape },
): string {
  const documents = values.map((value, index) => ({
    contents: buildTree(value, options.findShape((value as { readonly kind?: unknown } | null)?.kind)),
    directives: [],
    // Argo cuts a file at lines that start so, and at nothing else.
    explicitStart: index > 0,
    explicitEnd: false,
  }));
  return present(documents, {
    schema: WRITE_SCHEMA,
    indent: options.indent ?? 2,
    lineWidth: -1,
    scalarStyleRules: [chooseScalarStyle],
  });
}
