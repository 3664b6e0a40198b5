import { ARGO_KEY_ORDER } from './argo-key-order.ts';
import { DocumentWriter } from './document-writer.ts';
import type { FindShape } from './key-order.ts';

/** Writes any values as YAML documents, with the key order from `findShape`. */
export function writeDocuments(
  values: readonly unknown[],
  options: { readonly indent?: number; readonly findShape: FindShape },
): string {
  const writer = new DocumentWriter(options.indent ?? 2);
  const documents = values.map((value, index) => {
    const text = writer.write(value, options.findShape((value as { readonly kind?: unknown } | null)?.kind));
    // Argo splits a file at lines that start this way, and nowhere else.
    const start = index > 0 ? `---${text}` : text.slice(1);
    // A text that ends with empty lines needs an end marker, and so does a block before `---`, because Argo drops the
    // line break above that line.
    const isLast = index === values.length - 1;
    const isMarked = text.endsWith('\n') || (writer.endsInBlock && !isLast);
    return isMarked ? `${start}\n...\n` : `${start}\n`;
  });
  return documents.join('');
}

/**
 * Returns objects as YAML, one document each: keys in the order of Argo's documentation, strings quoted so that
 * readers of YAML 1.1, YAML 1.2 and Go agree on them, no anchors.
 *
 * @throws {@link YamlError} `YAML_UNWRITABLE` if a value cannot be expressed in JSON, or contains itself.
 */
export function writeYaml(values: readonly unknown[], options: { readonly indent?: number } = {}): string {
  return writeDocuments(values, { ...options, findShape: ARGO_KEY_ORDER });
}
