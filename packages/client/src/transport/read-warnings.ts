/** A warning: a code, who warns, and a quoted text. */
const WARNING = /\d{3} \S+ "((?:[^"\\]|\\.)*)"/g;

/**
 * Returns the texts in the `Warning` headers of a reply.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7234#section-5.5
 */
export function readWarnings(
  headers: Readonly<Record<string, string | string[] | undefined>>,
): readonly string[] {
  const lines = [headers.warning ?? []].flat();
  return lines.flatMap((line) =>
    [...line.matchAll(WARNING)].map(([, text = '']) => text.replace(/\\(.)/g, '$1')),
  );
}
