import { ExpressionError, findTags, type Tag } from '@tiphys/expression';

/** Returns the tags of a text; a text with one that is not closed has none to speak of. */
export function readTags(text: string): readonly Tag[] {
  if (!text.includes('{{')) return [];
  try {
    return findTags(text);
  } catch (error) {
    if (error instanceof ExpressionError) return [];
    throw error;
  }
}
