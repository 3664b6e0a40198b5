/** The path from the root of an object to one of its values: keys of mappings and indexes of lists. */
export type JsonPath = readonly (string | number)[];

const PLAIN_KEY = /^[A-Za-z_$][A-Za-z0-9_$-]*$/;

/**
 * Returns a path in readable form, `spec.templates[0].name`; keys that are not plain words are quoted in brackets.
 *
 * @example
 * ```ts
 * formatPath(['spec', 'templates', 0, 'name']); // => spec.templates[0].name
 * formatPath(['metadata', 'annotations', 'example.com/owner']); // => metadata.annotations["example.com/owner"]
 * ```
 */
export function formatPath(path: JsonPath): string {
  let text = '';
  for (const part of path) {
    if (typeof part === 'number') text += `[${part}]`;
    else if (!PLAIN_KEY.test(part)) text += `[${JSON.stringify(part)}]`;
    else text += text === '' ? part : `.${part}`;
  }
  return text;
}
