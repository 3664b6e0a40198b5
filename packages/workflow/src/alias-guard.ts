import { EVENT_ID, type Event } from 'js-yaml';

/** An alias that makes a document unreadable, with the offset of its name. */
export interface AliasFault {
  readonly message: string;
  readonly offset: number;
}

interface Anchored {
  /** Nodes that the anchored value counts once every alias in it is written out; undefined while it is still open. */
  size: number | undefined;
}

interface Frame {
  readonly anchored: Anchored | undefined;
  readonly before: number;
}

/**
 * Finds an alias inside its own value, or aliases that blow a document up: go-yaml's bounds on how much of
 * a document may come from aliases. Runs over the events once and is only needed when there is an alias.
 */
export function findAliasFault(text: string, events: readonly Event[]): AliasFault | undefined {
  const anchors = new Map<string, Anchored>();
  const frames: Frame[] = [];
  let nodes = 0;
  let aliased = 0;
  const open = (name: string | undefined): Anchored | undefined => {
    if (name === undefined) return undefined;
    const anchored: Anchored = { size: undefined };
    anchors.set(name, anchored);
    return anchored;
  };
  for (const event of events) {
    if (event.type === EVENT_ID.POP) {
      const frame = frames.pop();
      if (frame?.anchored) frame.anchored.size = nodes - frame.before;
      continue;
    }
    if (event.type === EVENT_ID.DOCUMENT) {
      anchors.clear();
      frames.push({ anchored: undefined, before: nodes });
      continue;
    }
    nodes++;
    const name = event.anchorStart === -1 ? undefined : text.slice(event.anchorStart, event.anchorEnd);
    if (event.type === EVENT_ID.ALIAS) {
      const target = anchors.get(name ?? '');
      if (!target) continue; // js-yaml reports it
      if (target.size === undefined) {
        return { message: `anchor "${name}" contains itself`, offset: event.anchorStart };
      }
      nodes += target.size;
      aliased += target.size;
      if (isExcessive(nodes, aliased)) {
        return { message: 'the document contains excessive aliasing', offset: event.anchorStart };
      }
    } else if (event.type === EVENT_ID.SCALAR) {
      const anchored = open(name);
      if (anchored) anchored.size = 1;
    } else {
      frames.push({ anchored: open(name), before: nodes - 1 });
    }
  }
  return undefined;
}

/** The bounds of go-yaml 2: small documents may consist of aliases nearly wholly, large ones to a tenth. */
function isExcessive(nodes: number, aliased: number): boolean {
  if (aliased <= 100 || nodes <= 1000) return false;
  const low = 400_000;
  const high = 4_000_000;
  const share = nodes <= low ? 0.99 : nodes >= high ? 0.1 : 0.99 - (0.89 * (nodes - low)) / (high - low);
  return aliased / nodes > share;
}
