import type { JsonPath } from '@tiphys/models/facts';

/** A field whose whole text is an expression. */
export interface ExpressionField {
  readonly text: string;
  readonly path: JsonPath;
}

/** The names of these fields in templates, steps, outputs, hooks, retries and labels. */
const FIELD = /^(?:expression|fromExpression)$/;

/** Returns every field under a value whose text is an expression. */
export function expressionFields(value: unknown, path: JsonPath): readonly ExpressionField[] {
  const found: ExpressionField[] = [];
  walkFields(value, [...path], found);
  return found;
}

/** All levels share one path, since lists may have millions of items. */
function walkFields(value: unknown, path: (string | number)[], found: ExpressionField[]): void {
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index++) {
      if (typeof value[index] !== 'object') continue;
      path.push(index);
      walkFields(value[index], path, found);
      path.pop();
    }
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) {
      path.push(key);
      if (typeof inner !== 'string') walkFields(inner, path, found);
      else if (FIELD.test(key)) found.push({ text: inner, path: [...path] });
      path.pop();
    }
  }
}
