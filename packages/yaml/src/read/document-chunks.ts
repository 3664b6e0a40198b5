/** A part of a file that is read separately. */
export interface Chunk {
  readonly text: string;
  /** The offset of the part in the file. */
  readonly offset: number;
}

/**
 * Splits a file before each line that starts a document, as Argo does, so that an error in one document does not
 * affect others.
 *
 * @see https://github.com/argoproj/argo-workflows/blob/main/workflow/common/parse.go
 */
export function splitDocuments(text: string): readonly Chunk[] {
  return splitText(text).filter((chunk) => !isEmptyChunk(chunk.text));
}

/** Splits a file in the same way, but keeps parts without a document, which may have comments. */
export function splitText(text: string): readonly Chunk[] {
  const chunks: Chunk[] = [];
  let start = 0;
  for (let found = text.indexOf('\n---'); found !== -1; found = text.indexOf('\n---', found + 1)) {
    if (!/^(?:\s|$)/.test(text.slice(found + 4, found + 5))) continue;
    chunks.push({ text: text.slice(start, found + 1), offset: start });
    start = found + 1;
  }
  chunks.push({ text: text.slice(start), offset: start });
  return chunks;
}

/** Returns whether a part has only comments, directives and markers: js-yaml rejects a directive without a document. */
export function isEmptyChunk(text: string): boolean {
  return /^(?:---)?\s*$/.test(text) || /^(?:\s*(?:[#%].*)?(?:\r?\n|$))*$/.test(text);
}
