import { ExpressionError, substituteTags, type Variables } from '@tiphys/expression';

/**
 * Thrown when a reference has no value yet, for which Argo would wait for ever.
 * See docs/semantics/substitution.md#waiting-forever.
 */
export class UnresolvedReference extends Error {}

/** How tags without a value are treated. */
export type Strictness = 'lenient' | 'callReferences' | 'everything';

/**
 * Returns an object with its tags replaced in one pass. See docs/semantics/substitution.md.
 *
 * @throws UnresolvedReference when a reference to a step or task has no value
 * @throws Error with Argo's words when a tag cannot be replaced
 */
export function substitute<T>(value: T, variables: Variables, strictness: Strictness): T {
  return substituteJson(JSON.stringify(value), variables, strictness) as T;
}

/** Like {@link substitute}, of an object that is JSON text already. */
export function substituteJson(json: string, variables: Variables, strictness: Strictness): unknown {
  if (!json.includes('{{')) return JSON.parse(json);
  return JSON.parse(substituteText(json, variables, strictness));
}

/** Like {@link substituteJson}, as JSON text again. */
export function substituteText(json: string, variables: Variables, strictness: Strictness): string {
  if (!json.includes('{{')) return json;
  try {
    return substituteTags(json, variables, {
      allowUnresolved: strictness !== 'everything',
      ...(strictness === 'callReferences' && { strictPrefixes: ['steps', 'tasks'] }),
    });
  } catch (error) {
    if (
      strictness === 'callReferences' &&
      error instanceof ExpressionError &&
      error.code === 'EXPRESSION_UNRESOLVED'
    ) {
      throw new UnresolvedReference(error.message);
    }
    throw error;
  }
}

/** The name in a text that is one simple tag and nothing else, such as `{{steps.a.outputs.result}}`. */
export function wholeTag(text: unknown): string | undefined {
  if (typeof text !== 'string') return undefined;
  const name = /^\{\{([^={}][^{}]*)\}\}$/.exec(text)?.[1];
  return name?.trim();
}
