import type { LineTable } from '../../runtime/find-place.ts';

/** The fields of a source map (version 3) that are used here. */
export interface SourceMap {
  readonly sources: readonly string[];
  readonly mappings: string;
}

/**
 * Returns the sources of the lines of code, as runs of consecutive lines. `linesBefore` is the number of lines before the code in its script.
 *
 * Lines are enough to find a mistake, and a table of runs is much smaller than a source map. For packages, it only has the file.
 *
 * @param nameOf returns the name of a source, or '' for a source that is not the user's
 */
export function toLineTable(
  map: SourceMap,
  linesBefore: number,
  nameOf: (source: string) => string,
): LineTable {
  const table: [number, number, string?][] = [];
  let run: { readonly file: string; readonly offset: number } | undefined;
  for (const [at, start] of firstSegments(map.mappings).entries()) {
    // A line without a source belongs to the line before it.
    if (start === undefined) continue;
    const file = nameOf(map.sources[start.source] ?? '');
    const isExternal = file === '' || file.includes('node_modules/');
    const offset = isExternal ? 0 : start.line - at;
    if (file === run?.file && offset === run.offset) continue;
    const [first, source] = [at + 1 + linesBefore, isExternal ? 0 : start.line + 1];
    table.push(file === (run?.file ?? '') ? [first, source] : [first, source, file]);
    run = { file, offset };
  }
  return table;
}

/** Returns the first segment of each line that names a source. */
function firstSegments(
  mappings: string,
): readonly ({ readonly source: number; readonly line: number } | undefined)[] {
  let source = 0;
  let line = 0;
  return mappings.split(';').map((segments) => {
    let first: { readonly source: number; readonly line: number } | undefined;
    for (const segment of segments.split(',')) {
      const [, sourceStep, lineStep] = decodeSegment(segment);
      if (sourceStep === undefined || lineStep === undefined) continue;
      source += sourceStep;
      line += lineStep;
      first ??= { source, line };
    }
    return first;
  });
}

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Decodes the numbers of a segment: base-64 VLQ with a continuation bit, and the sign in the lowest bit. */
function decodeSegment(segment: string): readonly number[] {
  const numbers: number[] = [];
  let value = 0;
  let shift = 0;
  for (const letter of segment) {
    const digit = DIGITS.indexOf(letter);
    value += (digit & 31) << shift;
    shift += 5;
    if (digit & 32) continue;
    numbers.push(value & 1 ? -(value >> 1) : value >> 1);
    value = 0;
    shift = 0;
  }
  return numbers;
}
