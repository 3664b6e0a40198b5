import { sizeText } from '../output/size-text.ts';

/** Longer lines are cut. */
const LONGEST_LINE = 200;

/** Lines of an object that is new or goes away of which more are left out. */
const MOST_LINES = 120;

/** A full line of packed code, with its sign: pipelines carry code as base64 in lines of 120 characters. */
const PACKED = /^[ +-] *[\w+/]{120}$/;

/** The last line of packed code, which may be shorter. */
const PACKED_END = /^[ +-] *[\w+/]{1,120}={0,2}$/;

/** Returns a patch for people: without packed code, with long lines cut, and with the beginning of an object that is new or goes away. */
export function shortenPatch(patch: string, { isWhole }: { readonly isWhole: boolean }): string {
  const lines = withoutPackedCode(patch.split('\n')).map(cut);
  const more = lines.length - MOST_LINES;
  if (!isWhole || more < 2) return lines.join('\n');
  const sign = lines[MOST_LINES]?.charAt(0) ?? '';
  return [...lines.slice(0, MOST_LINES), `${sign}… (${more - 1} more lines)`, ''].join('\n');
}

/** Packed code changes as a whole, so only its size says anything. */
function withoutPackedCode(lines: readonly string[]): readonly string[] {
  const shown: string[] = [];
  for (let index = 0; index < lines.length; ) {
    const margin = /^[ +-] */.exec(lines[index] ?? '')?.[0] ?? '';
    const count = packedFrom(lines, index, margin);
    if (count < 2) {
      shown.push(lines[index] ?? '');
      index += 1;
      continue;
    }
    const packed = lines.slice(index, index + count).map((line) => line.slice(1).trimStart());
    shown.push(`${margin}(${sizeText(packed.join('').length)} of packed code)`);
    index += count;
  }
  return shown;
}

/** Returns how many lines with a sign and margin are packed code, from one on. */
function packedFrom(lines: readonly string[], first: number, margin: string): number {
  const isOf = (line = '', pattern: RegExp): boolean => line.startsWith(margin) && pattern.test(line);
  let count = 0;
  while (isOf(lines[first + count], PACKED)) count += 1;
  return count > 0 && isOf(lines[first + count], PACKED_END) ? count + 1 : count;
}

function cut(line: string): string {
  if (line.length <= LONGEST_LINE) return line;
  return `${line.slice(0, LONGEST_LINE)}… (${line.length - LONGEST_LINE} more characters)`;
}
