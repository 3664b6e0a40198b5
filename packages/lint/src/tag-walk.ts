import type { JsonPath } from '@tiphys/workflow';

/** A simple tag in some text of an object. */
export interface PlacedTag {
  /** The trimmed text between the braces. */
  readonly tag: string;
  readonly path: JsonPath;
  /** Present when the braces are never closed; the tag is then the rest of the text. */
  readonly isOpen?: true;
}

/** Gives every simple tag in the texts below a value; expression tags and what stands around nested tags are left out. */
export function placedTags(value: unknown, path: JsonPath): readonly PlacedTag[] {
  const found: PlacedTag[] = [];
  collect(value, [...path], found);
  return found;
}

function collect(value: unknown, path: (string | number)[], found: PlacedTag[]): void {
  if (typeof value === 'string') {
    if (value.includes('{{')) for (const tag of simpleTags(value)) found.push({ ...tag, path: [...path] });
  } else if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index++) {
      path.push(index);
      collect(value[index], path, found);
      path.pop();
    }
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) {
      path.push(key);
      if (key.includes('{{')) collect(key, path, found);
      collect(inner, path, found);
      path.pop();
    }
  }
}

function* simpleTags(text: string): Generator<Omit<PlacedTag, 'path'>> {
  for (let open = text.indexOf('{{'); open !== -1; ) {
    const isExpression = text.startsWith('{{=', open);
    const close = text.indexOf('}}', open + 2);
    if (close === -1) {
      if (!isExpression) yield { tag: text.slice(open + 2).trim(), isOpen: true };
      return;
    }
    const inner = text.slice(text.lastIndexOf('{{', close) + 2, close);
    if (!isExpression) yield { tag: inner.trim() };
    open = text.indexOf('{{', close + 2);
  }
}
