import { compactJson, compareStrings, type JsonSpan, printJsonString, scanJson } from '@tiphys/go';

/** An item of a loop: its text in node names, and the values of `{{item}}` and `{{item.k}}`. See docs/semantics/loops.md#items. */
export interface LoopItem {
  readonly description: string;
  readonly variables: ReadonlyMap<string, string>;
}

/** Reads an item from its JSON text, so that numbers keep their digits. */
export function readLoopItem(text: string, span: JsonSpan = scanJson(text)): LoopItem {
  switch (span.kind) {
    case 'string': {
      const value = JSON.parse(text.slice(span.start, span.end)) as string;
      return item(unquoted(text, span), new Map([['item', value]]));
    }
    case 'object':
      return readMap(text, span);
    case 'array': {
      const elements = span.parts.map((part) => unquoted(text, part));
      return item(`[${elements.join(' ')}]`, new Map([['item', compactJson(text, span)]]));
    }
    case 'null':
      return item('[]', new Map([['item', 'null']]));
    default: {
      const literal = text.slice(span.start, span.end);
      return item(literal, new Map([['item', literal]]));
    }
  }
}

function readMap(text: string, span: JsonSpan): LoopItem {
  const members = new Map<string, JsonSpan>();
  for (let index = 0; index < span.parts.length; index += 2) {
    const name = span.parts[index];
    const value = span.parts[index + 1];
    if (name && value) members.set(JSON.parse(text.slice(name.start, name.end)) as string, value);
  }
  const sorted = [...members].sort(([a], [b]) => compareStrings(a, b));
  const json = sorted.map(([name, value]) => `${printJsonString(name)}:${compactJson(text, value)}`);
  const variables = new Map([['item', `{${json.join(',')}}`]]);
  for (const [name, value] of sorted) variables.set(`item.${name}`, unquoted(text, value));
  const pairs = sorted.map(([name, value]) => `${name}:${unquoted(text, value)}`).sort(compareStrings);
  return item(pairs.join(','), variables);
}

/** Returns JSON without the quotes of a string. Argo prints strings inside items so, still escaped. */
function unquoted(text: string, span: JsonSpan): string {
  const json = compactJson(text, span);
  return span.kind === 'string' ? json.slice(1, -1) : json;
}

function item(description: string, variables: ReadonlyMap<string, string>): LoopItem {
  return { description: description.replace(/[()]/g, ''), variables };
}
