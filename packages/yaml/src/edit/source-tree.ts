import type { JsonPath } from '@tiphys/models/facts';
import {
  COLLECTION_STYLE,
  EVENT_ID,
  type Event,
  getScalarValue,
  SCALAR_STYLE,
  type ScalarEvent,
} from 'js-yaml';
import { EventIndex } from '../read/event-index.ts';

/** A value of a YAML text, with its position. `start` is the first character of its anchor or tag, if it has one. */
export interface SourceNode {
  readonly kind: 'mapping' | 'sequence' | 'scalar' | 'alias';
  readonly start: number;
  /** The start of the value itself, after anchor and tag. */
  readonly content: number;
  readonly end: number;
  /** Whether it is in brackets (flow style). */
  readonly flow: boolean;
  /** The keys and values of a mapping, or the values of a sequence, in the order of the text. */
  readonly pairs: readonly SourcePair[];
  readonly anchor?: string;
  /** The text of a scalar, without quotes. */
  readonly text?: string;
}

/** One field of a mapping, or one item of a sequence. */
export interface SourcePair {
  readonly key?: SourceNode;
  readonly value: SourceNode;
}

/** A document of a text as a tree. */
export interface SourceTree {
  readonly root: SourceNode;
  /** Returns the field at a path with the mapping that holds it; follows aliases and mappings merged with `<<`. */
  findField(path: JsonPath, field: string): SourceField | undefined;
}

/** A field and the mapping that contains its text. */
export interface SourceField {
  readonly owner: SourceNode;
  readonly value: SourceNode;
}

/** Returns the documents of a parsed text as trees, including empty ones. */
export function readSourceTrees(text: string, events: readonly Event[]): readonly SourceTree[] {
  const reader = new TreeReader(text, events);
  return reader.readAll();
}

class TreeReader {
  readonly #text: string;
  readonly #events: readonly Event[];
  readonly #nodes = new Map<number, SourceNode>();
  #at = 0;
  /** The end of the last node, which is the position of empty values. */
  #last = 0;

  constructor(text: string, events: readonly Event[]) {
    this.#text = text;
    this.#events = events;
  }

  readAll(): readonly SourceTree[] {
    const trees: SourceTree[] = [];
    for (; this.#at < this.#events.length; this.#at++) {
      if (this.#events[this.#at]?.type !== EVENT_ID.DOCUMENT) continue;
      this.#at++;
      const start = this.#at;
      if (this.#events[start]?.type !== EVENT_ID.POP) trees.push(this.#tree(this.#node(), start));
    }
    return trees;
  }

  #tree(root: SourceNode, start: number): SourceTree {
    const index = new EventIndex(this.#text, this.#events, start);
    const findField: SourceTree['findField'] = (path, field) => {
      let holder: number | undefined = start;
      for (const step of path) {
        if (holder === undefined) return undefined;
        holder = index.findEntry(holder, step)?.value;
      }
      const entry = holder === undefined ? undefined : index.findEntry(holder, field);
      const [owner, value] = [this.#nodes.get(entry?.owner ?? -1), this.#nodes.get(entry?.value ?? -1)];
      return owner && value && { owner, value };
    };
    return { root, findField };
  }

  #node(): SourceNode {
    const at = this.#at++;
    const event = this.#events[at];
    const node = event && this.#nodeOf(event);
    if (!node) throw new Error('unreachable: a document ends inside a value');
    this.#nodes.set(at, node);
    this.#last = node.end;
    return node;
  }

  #nodeOf(event: Event): SourceNode | undefined {
    if (event.type === EVENT_ID.SCALAR) return this.#scalar(event);
    if (event.type === EVENT_ID.ALIAS) {
      const start = event.anchorStart - 1;
      const anchor = this.#text.slice(event.anchorStart, event.anchorEnd);
      return { kind: 'alias', start, content: start, end: event.anchorEnd, flow: false, pairs: [], anchor };
    }
    if (event.type !== EVENT_ID.MAPPING && event.type !== EVENT_ID.SEQUENCE) return undefined;
    const flow = event.style === COLLECTION_STYLE.FLOW;
    this.#last = event.start;
    const pairs = this.#pairs(event.type === EVENT_ID.MAPPING);
    const end = flow ? findClosing(this.#text, Math.max(this.#last, event.start + 1)) : this.#last;
    const kind = event.type === EVENT_ID.MAPPING ? 'mapping' : 'sequence';
    return { kind, ...this.#properties(event, event.start), end, flow, pairs };
  }

  #pairs(keyed: boolean): readonly SourcePair[] {
    const pairs: SourcePair[] = [];
    while (this.#events[this.#at]?.type !== EVENT_ID.POP) {
      const key = keyed ? this.#node() : undefined;
      pairs.push({ ...(key && { key }), value: this.#node() });
    }
    this.#at++;
    return pairs;
  }

  #scalar(event: ScalarEvent): SourceNode {
    const empty = event.valueStart === -1;
    const quote =
      event.style === SCALAR_STYLE.SINGLE_QUOTED || event.style === SCALAR_STYLE.DOUBLE_QUOTED ? 1 : 0;
    const block = event.style === SCALAR_STYLE.LITERAL_BLOCK || event.style === SCALAR_STYLE.FOLDED_BLOCK;
    const content = empty
      ? this.#last
      : block
        ? findBlockHeader(this.#text, event.valueStart)
        : event.valueStart - quote;
    const raw = empty ? content : event.valueEnd + quote;
    const end = block ? trimEnd(this.#text, content, raw) : raw;
    const text = getScalarValue(this.#text, event);
    return { kind: 'scalar', ...this.#properties(event, content), end, flow: false, pairs: [], text };
  }

  #properties(
    event: { readonly anchorStart: number; readonly anchorEnd: number; readonly tagStart: number },
    content: number,
  ): Pick<SourceNode, 'start' | 'content' | 'anchor'> {
    const starts = [content, event.anchorStart - 1, event.tagStart].filter((start) => start >= 0);
    const anchor =
      event.anchorStart === -1 ? undefined : this.#text.slice(event.anchorStart, event.anchorEnd);
    return { start: Math.min(...starts), content, ...(anchor !== undefined && { anchor }) };
  }
}

/** Returns the start of a block's header, at the end of the line before; the parser only reports its first line. */
function findBlockHeader(text: string, lines: number): number {
  const line = text.lastIndexOf('\n', lines - 2) + 1;
  return line + Math.max(0, text.slice(line, lines).search(/[|>][-+0-9]*[^\S\n]*(?:#[^\n]*)?\n?$/));
}

function trimEnd(text: string, start: number, end: number): number {
  return start + text.slice(start, end).trimEnd().length;
}

/** Returns the end of a bracketed value; only blanks, commas and comments can follow its last item. */
function findClosing(text: string, from: number): number {
  let at = from;
  while (at < text.length && text[at] !== '}' && text[at] !== ']') {
    if (text[at] === '#') at = text.indexOf('\n', at);
    if (at === -1) return text.length;
    at++;
  }
  return at + 1;
}
