/** Colours a text for a terminal, or returns it unchanged. */
export type Paint = (style: 'red' | 'yellow' | 'cyan' | 'dim' | 'bold', text: string) => string;

/** Returns a line of a file with the lines around it, and a caret under the column; line and column count from 1. */
export function renderCodeFrame(
  { line, column }: { readonly line: number; readonly column: number },
  lines: readonly string[],
  paint: Paint,
): readonly string[] {
  const width = String(line + 1).length;
  const frame: string[] = [];
  for (let number = Math.max(1, line - 1); number <= Math.min(lines.length, line + 1); number++) {
    const gutter = String(number).padStart(width);
    const text = clip(lines[number - 1] ?? '');
    if (number !== line) frame.push(paint('dim', `  ${gutter} | ${text}`.trimEnd()));
    else {
      const blanks = text.slice(0, column - 1).replace(/[^\t]/g, ' ');
      frame.push(
        `${paint('red', '>')} ${gutter} | ${text}`,
        `  ${' '.repeat(width)} | ${blanks}${paint('red', '^')}`,
      );
    }
  }
  return frame;
}

const MAX_WIDTH = 160;

function clip(text: string): string {
  return text.length > MAX_WIDTH ? `${text.slice(0, MAX_WIDTH)}...` : text;
}
