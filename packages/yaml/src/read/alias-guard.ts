import { EVENT_ID, type Event } from 'js-yaml';

/** An invalid alias, with the offset of its name. */
export interface AliasFault {
  readonly message: string;
  readonly offset: number;
}

interface Anchored {
  /** The number of nodes in the anchored value with all aliases expanded; undefined while it is still open. */
  size: number | undefined;
}

interface Frame {
  readonly anchored: Anchored | undefined;
  readonly before: number;
}

/**
 * Returns an alias inside its own value, or the first one that exceeds go-yaml's limit on how much of a document
 * may come from aliases. Passes over the events once, and is only needed if there is an alias.
 */
export function findAliasFault(text: string, events: readonly Event[]): AliasFault | undefined {
  const count = new AliasCount();
  for (const event of events) {
    if (event.type === EVENT_ID.POP) count.close();
    else if (event.type === EVENT_ID.DOCUMENT) count.openDocument();
    else {
      const name = event.anchorStart === -1 ? undefined : text.slice(event.anchorStart, event.anchorEnd);
      if (event.type === EVENT_ID.SCALAR) count.scalar(name);
      else if (event.type !== EVENT_ID.ALIAS) count.openCollection(name);
      else {
        const message = count.alias(name ?? '');
        if (message) return { message, offset: event.anchorStart };
      }
    }
  }
  return undefined;
}

class AliasCount {
  readonly #anchors = new Map<string, Anchored>();
  readonly #frames: Frame[] = [];
  #nodes = 0;
  #aliased = 0;

  openDocument(): void {
    this.#anchors.clear();
    this.#frames.push({ anchored: undefined, before: this.#nodes });
  }

  openCollection(anchor: string | undefined): void {
    this.#frames.push({ anchored: this.#anchor(anchor, undefined), before: this.#nodes++ });
  }

  close(): void {
    const frame = this.#frames.pop();
    if (frame?.anchored) frame.anchored.size = this.#nodes - frame.before;
  }

  scalar(anchor: string | undefined): void {
    this.#nodes++;
    this.#anchor(anchor, 1);
  }

  /** Counts the value of the alias and returns what is wrong with it. js-yaml reports an alias without an anchor. */
  alias(name: string): string | undefined {
    this.#nodes++;
    const target = this.#anchors.get(name);
    if (!target) return undefined;
    if (target.size === undefined) return `anchor "${name}" contains itself`;
    this.#nodes += target.size;
    this.#aliased += target.size;
    return isExcessive(this.#nodes, this.#aliased) ? 'the document contains excessive aliasing' : undefined;
  }

  #anchor(name: string | undefined, size: number | undefined): Anchored | undefined {
    if (name === undefined) return undefined;
    const anchored: Anchored = { size };
    this.#anchors.set(name, anchored);
    return anchored;
  }
}

/**
 * Applies the limits of go-yaml 2: small documents may consist almost entirely of aliases, large ones up to a
 * tenth.
 */
function isExcessive(nodes: number, aliased: number): boolean {
  if (aliased <= 100 || nodes <= 1000) return false;
  const low = 400_000;
  const high = 4_000_000;
  const share = nodes <= low ? 0.99 : nodes >= high ? 0.1 : 0.99 - (0.89 * (nodes - low)) / (high - low);
  return aliased / nodes > share;
}
