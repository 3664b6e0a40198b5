/**
 * The sources of the lines of a script, as runs of consecutive lines in ascending order: the first line in the script, that line in the
 * file (0: unknown), and the file, unless it is that of the run before. The file '' stands for lines that are not the user's.
 */
export type LineTable = readonly (readonly [first: number, source: number, file?: string])[];

/**
 * Returns a stack frame with its place in the source; '' if it is not the user's, undefined if it is not of the script.
 *
 * @param path the path of the script in stack frames, with a colon
 */
export function findPlace(frame: string, path: string, table: LineTable): string | undefined {
  const [before, after] = frame.split(path);
  if (!after) return undefined;
  const line = Number.parseInt(after, 10);
  let file = '';
  let place = '';
  for (const [first, source, name = file] of table) {
    if (first > line) break;
    file = name;
    place = source ? `${name}:${source + line - first}` : name;
  }
  return place && before + after.replace(/[\d:]+/, () => place);
}

/** Returns a stack frame of other code; '' if it is that of Node.js, or of the runtime, which has the default name of `node:vm`. */
export function foreignFrame(frame: string): string {
  return /node:|evalmachine| lines matching /.test(frame) ? '' : frame;
}
