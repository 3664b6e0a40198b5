import type { LineTable } from '../runtime/report-errors.ts';

/** The fields of a source map (version 3) that are used here. */
export interface SourceMap {
  readonly sources: readonly string[];
  readonly mappings: string;
}

/**
 * Returns the sources of the lines of a bundle, as runs of consecutive lines. `linesBefore` is the number of lines before the bundle.
 *
 * Lines are enough to find a mistake, and a table of runs is much smaller than a source map. For packages, it only has the file.
 */
export function toLineTable(
  map: SourceMap,
  linesBefore: number,
  nameOf: (source: string) => string | undefined,
): LineTable {
  const files: string[] = [];
  const lines: number[] = [];
  let run = { file: -1, offset: 0 };
  const starts = firstSegments(map.mappings);
  for (const [at, start] of starts.entries()) {
    const name = start && nameOf(map.sources[start.source] ?? '');
    const file = name === undefined ? -1 : indexOf(files, name);
    const external = file < 0 || name?.includes('node_modules/') === true;
    const offset = external || !start ? 0 : start.line - at;
    if (file === run.file && offset === run.offset) continue;
    run = { file, offset };
    lines.push(at + 1 + linesBefore, file, external || !start ? 0 : start.line + 1);
  }
  return { files, lines };
}

function indexOf(files: string[], name: string): number {
  const known = files.indexOf(name);
  return known < 0 ? files.push(name) - 1 : known;
}

/** Returns the first segment of each line that names a source. A line without one belongs to the line before it. */
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
