import { ExpressionError, findTags, type Tag } from '@tiphys/expression';

/** Returns the tags of a text; none if one of them is not closed. */
export function readTags(text: string): readonly Tag[] {
  if (!text.includes('{{')) return [];
  try {
    return findTags(text);
  } catch (error) {
    if (error instanceof ExpressionError) return [];
    throw error;
  }
}
