/** The colours that this program prints: no concealed or inverse text, no background. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the pattern matches escape sequences
const OWN_COLOUR = /^\u001B\[(?:0|1|2|22|3[1-7]|39|9[0-7])m$/;

// A colour sequence, or a character that controls the terminal or reorders a line: C0 except tab and line feed, DEL, C1, and the
// controls of bidirectional text. A carriage return before a line feed is a line ending.
const CONTROL =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the pattern matches control characters
  /\u001B\[[\d;]*m|\r(?!\n)|[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069]/g;

/**
 * Returns a text that is safe to print on a terminal. Control characters are written as `\u001b`, so that names, messages and logs of
 * a workflow cannot move the cursor, clear the screen or forge output.
 *
 * With `colour`, the colours that this program uses are kept. They end with their line, so that a task cannot colour what follows.
 */
export function printable(text: string, colour: boolean): string {
  const safe = text.replace(CONTROL, (found) =>
    colour && OWN_COLOUR.test(found) ? found : escapeControl(found),
  );
  if (!safe.includes('\u001B')) return safe;
  return safe.split('\n').map(withEnd).join('\n');
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: the pattern matches escape sequences
const COLOURS = /\u001B\[(\d+)m/g;

/** Ends the colours that a line leaves on. */
function withEnd(line: string): string {
  let bold = false;
  let coloured = false;
  for (const [, code] of line.matchAll(COLOURS)) {
    if (code === '0') [bold, coloured] = [false, false];
    else if (code === '1' || code === '2') bold = true;
    else if (code === '22') bold = false;
    else coloured = code !== '39';
  }
  return bold || coloured ? `${line}\u001B[0m` : line;
}

function escapeControl(found: string): string {
  const [first = '', ...rest] = found;
  return `\\u${first.charCodeAt(0).toString(16).padStart(4, '0')}${rest.join('')}`;
}
