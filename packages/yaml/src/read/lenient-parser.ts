import { CHOMPING_MODE, EVENT_ID, type Event, parseEvents, SCALAR_STYLE, YAMLException } from 'js-yaml';

/** The events of a text, and the text that their offsets refer to: the input, or a copy with some lines indented. */
export interface ParsedText {
  readonly text: string;
  readonly events: Event[];
  /** Returns the corresponding offset in the input. */
  originalOffset(offset: number): number;
}

/** Argo's own reader allows 10,000; this limits the recursion of all code that walks the values. */
const MAX_DEPTH = 1000;
/** Limits the work for texts in which many lines have too little indentation. */
const MAX_REPARSED = 200_000_000;

/**
 * Parses a text as leniently as the Go reader: inside brackets and quotes, lines may have any indentation.
 * js-yaml requires more indentation than the parent, so a line that it rejects is indented further, which does
 * not change its meaning.
 *
 * @throws YAMLException with a mark in the input.
 */
export function parseLeniently(text: string): ParsedText {
  const moved: number[] = []; // offsets in the input of the lines that were indented
  let indent = '';
  let current = text;
  for (let work = 0; ; work += current.length) {
    try {
      const events = parseEvents(current, { maxDepth: MAX_DEPTH });
      return { text: current, events: endBlockAtEnd(current, events), originalOffset };
    } catch (error) {
      if (!(error instanceof YAMLException)) throw error;
      const offset = originalOffset(error.mark?.position ?? 0);
      const line = text.lastIndexOf('\n', offset - 1) + 1;
      if (error.reason !== 'deficient indentation' || moved.includes(line) || work > MAX_REPARSED) {
        return YAMLException.throwAt(text, offset, error.reason);
      }
      // Deeper than the indentation of any line.
      if (indent === '') indent = ' '.repeat(Math.min(2 * MAX_DEPTH, longestLine(text) + 1));
      const at = line + moved.length * indent.length; // js-yaml parses from top to bottom, so all earlier moves are above
      current = current.slice(0, at) + indent + current.slice(at);
      moved.push(line);
    }
  }

  function originalOffset(offset: number): number {
    let [low, high] = [0, moved.length]; // the number of inserted indents before `offset`
    while (low < high) {
      const middle = (low + high) >> 1;
      if (offset < (moved[middle] ?? 0) + middle * indent.length) high = middle;
      else low = middle + 1;
    }
    return low === 0 ? offset : Math.max(moved[low - 1] ?? 0, offset - low * indent.length);
  }
}

function longestLine(text: string): number {
  let longest = 0;
  for (let start = 0; start <= text.length; ) {
    const end = text.indexOf('\n', start);
    const next = end === -1 ? text.length + 1 : end + 1;
    longest = Math.max(longest, next - start);
    start = next;
  }
  return longest;
}

/**
 * Removes the final line break from a block at the end of a text without one: js-yaml adds it, Go's reader does
 * not.
 */
function endBlockAtEnd(text: string, events: Event[]): Event[] {
  if (/[\r\n]/.test(text.slice(-1))) return events;
  const last = events.findLast((event) => event.type === EVENT_ID.SCALAR);
  const isBlock = last?.style === SCALAR_STYLE.LITERAL_BLOCK || last?.style === SCALAR_STYLE.FOLDED_BLOCK;
  if (last !== undefined && isBlock && last.valueEnd === text.length) last.chomping = CHOMPING_MODE.STRIP;
  return events;
}
