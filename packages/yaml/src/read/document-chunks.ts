/** A part of a file that is read on its own. */
export interface Chunk {
  readonly text: string;
  /** Where the part begins in the file. */
  readonly offset: number;
}

/**
 * Cuts a file before each line that begins a document, as Argo does: a mistake in one document leaves the others readable.
 *
 * @see https://github.com/argoproj/argo-workflows/blob/main/workflow/common/parse.go
 */
export function splitDocuments(text: string): readonly Chunk[] {
  return splitText(text).filter((chunk) => !isEmptyChunk(chunk.text));
}

/** Cuts a file in the same way; parts without a document, which may have comments, are among them. */
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

/** Returns whether a part has only comments, directives and markers: js-yaml calls a directive without a document a mistake. */
export function isEmptyChunk(text: string): boolean {
  return /^(?:---)?\s*$/.test(text) || /^(?:\s*(?:[#%].*)?(?:\r?\n|$))*$/.test(text);
}
