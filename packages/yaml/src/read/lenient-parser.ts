import { CHOMPING_MODE, EVENT_ID, type Event, parseEvents, SCALAR_STYLE, YAMLException } from 'js-yaml';

/** The events of a text, and the text that their offsets refer to: the given one, or one with some lines moved to the right. */
export interface ParsedText {
  readonly text: string;
  readonly events: Event[];
  /** Returns the offset in the text as it was given. */
  originalOffset(offset: number): number;
}

/** Argo's own reader allows 10,000; this bounds the recursion of all that walks over the values. */
const MAX_DEPTH = 1000;
/** Bounds the work for texts where line after line is too far left. */
const MAX_REPARSED = 200_000_000;

/**
 * Parses a text with the leniency of the Go reader: inside brackets and quotes, lines may begin anywhere. js-yaml wants them
 * further right than what they belong to, so a line that it refuses is moved to the right, where the leading blanks mean nothing.
 *
 * @throws YAMLException with a mark in the text as given.
 */
export function parseLeniently(text: string): ParsedText {
  const moved: number[] = []; // offsets, in the text as given, of the lines that were moved
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
      // Further right than any line begins.
      if (indent === '') indent = ' '.repeat(Math.min(2 * MAX_DEPTH, longestLine(text) + 1));
      const at = line + moved.length * indent.length; // js-yaml goes from top to bottom, so every earlier move lies above
      current = current.slice(0, at) + indent + current.slice(at);
      moved.push(line);
    }
  }

  function originalOffset(offset: number): number {
    let [low, high] = [0, moved.length]; // the lines up to which `offset` lies behind what was put in
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

/** A block at the end of a text without a last line break has none either: js-yaml adds one, Go's reader does not. */
function endBlockAtEnd(text: string, events: Event[]): Event[] {
  if (/[\r\n]/.test(text.slice(-1))) return events;
  const last = events.findLast((event) => event.type === EVENT_ID.SCALAR);
  const isBlock = last?.style === SCALAR_STYLE.LITERAL_BLOCK || last?.style === SCALAR_STYLE.FOLDED_BLOCK;
  if (last !== undefined && isBlock && last.valueEnd === text.length) last.chomping = CHOMPING_MODE.STRIP;
  return events;
}
