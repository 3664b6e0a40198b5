import type { JsonPath } from '@tiphys/models/facts';

/** A simple tag in some text of an object. */
export interface PlacedTag {
  /** The trimmed text between the braces. */
  readonly tag: string;
  readonly path: JsonPath;
  /** Present when the braces are never closed; the tag is then the rest of the text. */
  readonly isOpen?: true;
}

/** An expression tag in some text of an object. */
export interface PlacedExpression {
  /** The text after the `=`. */
  readonly text: string;
  readonly path: JsonPath;
}

/** Returns every simple tag in the texts under a value, without expression tags. Of nested tags it returns the inner one. */
export function placedTags(value: unknown, path: JsonPath): readonly PlacedTag[] {
  const found: PlacedTag[] = [];
  walkTexts(value, [...path], (text, at) => {
    for (const tag of simpleTags(text)) found.push({ ...tag, path: [...at] });
  });
  return found;
}

/** Returns every closed expression tag in the texts under a value. */
export function expressionTags(value: unknown, path: JsonPath): readonly PlacedExpression[] {
  const found: PlacedExpression[] = [];
  walkTexts(value, [...path], (text, at) => {
    for (let open = text.indexOf('{{='); open !== -1; open = text.indexOf('{{=', open + 3)) {
      const close = text.indexOf('}}', open + 3);
      if (close !== -1) found.push({ text: text.slice(open + 3, close), path: [...at] });
    }
  });
  return found;
}

/** Visits every text with braces, including keys. The path is valid only during the visit. */
function walkTexts(
  value: unknown,
  path: (string | number)[],
  visit: (text: string, path: JsonPath) => void,
): void {
  if (typeof value === 'string') {
    if (value.includes('{{')) visit(value, path);
  } else if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index++) {
      path.push(index);
      walkTexts(value[index], path, visit);
      path.pop();
    }
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) {
      path.push(key);
      if (key.includes('{{')) visit(key, path);
      walkTexts(inner, path, visit);
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
