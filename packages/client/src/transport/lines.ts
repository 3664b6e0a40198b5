/**
 * Iterates over the lines of a stream of UTF-8, without their ends (`\n` or `\r\n`). A line that ends with the stream is given, too; one that a broken
 * stream cuts is not.
 */
export async function* lines(chunks: AsyncIterable<Uint8Array>): AsyncIterable<string> {
  const decoder = new TextDecoder();
  let pieces: string[] = [];
  for await (const chunk of chunks) {
    const [first = '', ...others] = decoder.decode(chunk, { stream: true }).split('\n');
    pieces.push(first);
    for (const next of others) {
      yield trimEnd(pieces.join(''));
      pieces = [next];
    }
  }
  pieces.push(decoder.decode());
  const last = pieces.join('');
  if (last !== '') yield trimEnd(last);
}

function trimEnd(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line;
}
