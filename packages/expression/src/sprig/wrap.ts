/** How {@link wrapText} breaks lines. */
export interface WrapOptions {
  readonly width: number;
  /** @default '\n' */
  readonly line?: string;
  /** Whether to break words that are longer than a line. */
  readonly breakWords: boolean;
}

/** Wraps a text at spaces to lines of at most `width` characters. */
export function wrapText(text: string, options: WrapOptions): string {
  const width = Math.max(1, options.width);
  const line = options.line === undefined || options.line === '' ? '\n' : options.line;
  let wrapped = '';
  let at = 0;
  while (text.length - at > width) {
    if (text[at] === ' ') {
      at += 1;
      continue;
    }
    let space = text.slice(at, at + width + 1).lastIndexOf(' ') + at;
    if (space < at && options.breakWords) {
      wrapped += text.slice(at, at + width) + line;
      at += width;
      continue;
    }
    if (space < at) space = text.indexOf(' ', at + width);
    if (space < 0) return wrapped + text.slice(at);
    wrapped += text.slice(at, space) + line;
    at = space + 1;
  }
  return wrapped + text.slice(at);
}
