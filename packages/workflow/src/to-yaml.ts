import type { ArgoVersion } from '@tiphys/models/tables';
import { ARGO_KEY_ORDER } from './argo-key-order.ts';
import type { ArgoObject, KubernetesObject, VersionedObject } from './argo-object.ts';
import { convertForTarget } from './convert-for-target.ts';
import { DocumentWriter } from './document-writer.ts';
import type { FindShape } from './key-order.ts';

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
 * const nightly = cronWorkflow({
 *   metadata: { name: 'nightly' },
 *   spec: { schedules: ['0 3 * * *'], workflowSpec: { workflowTemplateRef: { name: 'backup' } } },
 * });
 * const text = toYaml(nightly);
 * const older = toYaml(nightly, { target: 'v3.5' }); // its only element of `schedules` is `schedule`
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
  const writer = new DocumentWriter(options.indent ?? 2);
  const documents = values.map((value, index) => {
    const text = writer.write(value, options.findShape((value as { readonly kind?: unknown } | null)?.kind));
    // Argo cuts a file at lines that start so, and at nothing else.
    const start = index > 0 ? `---${text}` : text.slice(1);
    // A text that ends with empty lines needs a mark where it ends, and so does a block before `---`, since Argo
    // drops the line break above that.
    const isLast = index === values.length - 1;
    const isMarked = text.endsWith('\n') || (writer.endsInBlock && !isLast);
    return isMarked ? `${start}\n...\n` : `${start}\n`;
  });
  return documents.join('');
}
