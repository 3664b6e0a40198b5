import type { JsonPath } from '@tiphys/workflow';

/** A field whose whole text is an expression. */
export interface ExpressionField {
  readonly text: string;
  readonly path: JsonPath;
}

/** Of templates, steps, outputs, hooks, retries and labels alike: every field that holds an expression ends so. */
const FIELD = /^(?:expression|fromExpression)$/;

/** Gives every field below a value whose text is an expression. */
export function* expressionFields(value: unknown, path: JsonPath): Generator<ExpressionField> {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) yield* expressionFields(item, [...path, index]);
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) {
      if (typeof inner !== 'string') yield* expressionFields(inner, [...path, key]);
      else if (FIELD.test(key)) yield { text: inner, path: [...path, key] };
    }
  }
}
