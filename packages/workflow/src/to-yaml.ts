import type { ArgoVersion } from '@tiphys/models/tables';
import { present } from 'js-yaml';
import { ARGO_KEY_ORDER } from './argo-key-order.ts';
import type { ArgoObject, KubernetesObject, VersionedObject } from './argo-object.ts';
import { convertForTarget } from './convert-for-target.ts';
import type { FindShape } from './key-order.ts';
import { chooseScalarStyle } from './scalar-style.ts';
import { WRITE_SCHEMA } from './write-schema.ts';
import { buildTree } from './yaml-tree.ts';

type Writable = ArgoObject | VersionedObject | KubernetesObject;

/** How {@link toYaml} writes. */
export interface ToYamlOptions {
  /**
   * Spaces per level.
   *
   * @default 2
   */
  readonly indent?: number;
  /**
   * The version of Argo that the text is for: fields that only other versions know are written as it writes them.
   *
   * @default none: every field stays as it is
   */
  readonly target?: ArgoVersion;
}

/**
 * Gives the YAML text of objects, several as several documents: keys in the order of Argo's documentation, strings
 * quoted so that readers of YAML 1.1, YAML 1.2 and the Go world agree on them, no anchors.
 *
 * @throws {@link WorkflowError} `WORKFLOW_UNWRITABLE` when a value is none that JSON has, or holds itself;
 * `WORKFLOW_TARGET` when the target version has no form for a field.
 * @example
 * ```ts
 * toYaml(nightly, { target: 'v3.5' }); // its only element of `schedules` is `schedule`
 * ```
 */
export function toYaml(objects: Writable | readonly Writable[], options: ToYamlOptions = {}): string {
  const { target, ...style } = options;
  const list: readonly Writable[] = Array.isArray(objects) ? objects : [objects];
  const written = target === undefined ? list : list.map((object) => convertForTarget(object, target));
  return writeDocuments(written, { ...style, findShape: ARGO_KEY_ORDER });
}

/** Writes any values as YAML documents, with the key order that `findShape` gives. */
export function writeDocuments(
  values: readonly unknown[],
  options: Pick<ToYamlOptions, 'indent'> & { readonly findShape: FindShape },
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
