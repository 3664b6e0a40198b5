import { ExpressionError, substituteTags, type Variables } from '@tiphys/expression';

/** Thrown if a reference has no value. Argo would wait for it forever. See docs/semantics/substitution.md#waiting-forever. */
export class UnresolvedReference extends Error {}

/** How tags without a value are treated. */
export type Strictness = 'lenient' | 'callReferences' | 'everything';

/**
 * Returns an object with its tags replaced in one pass. See docs/semantics/substitution.md.
 *
 * @throws UnresolvedReference if a reference to a step or task has no value
 * @throws Error with Argo's message if a tag cannot be replaced
 */
export function substitute<T>(value: T, variables: Variables, strictness: Strictness): T {
  return substituteJson(JSON.stringify(value), variables, strictness) as T;
}

/** Does what {@link substitute} does, for an object that is already JSON. */
export function substituteJson(json: string, variables: Variables, strictness: Strictness): unknown {
  if (!json.includes('{{')) return JSON.parse(json);
  return JSON.parse(substituteText(json, variables, strictness));
}

/** Does what {@link substituteJson} does, and returns JSON again. */
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

/** Returns the name in a text that is a single simple tag, such as `{{steps.a.outputs.result}}`. */
export function wholeTag(text: unknown): string | undefined {
  if (typeof text !== 'string') return undefined;
  const name = /^\{\{([^={}][^{}]*)\}\}$/.exec(text)?.[1];
  return name?.trim();
}
