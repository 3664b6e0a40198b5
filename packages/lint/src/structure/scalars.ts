/** Gives the text that Argo makes of a parameter's value, or undefined for lists and objects, which it reads as an empty text. */
export function scalarText(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return String(value);
  if (typeof value !== 'number') return undefined;
  const text = String(value);
  return text.includes('e+') ? BigInt(value).toString() : text;
}

/** Says in words what a value is. */
export function describeScalar(value: unknown): string {
  if (value === null || value === undefined) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'an object';
  if (typeof value === 'string')
    return `the string ${JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}...` : value)}`;
  return `the ${typeof value === 'number' ? 'number' : 'truth value'} ${value}`;
}

const QUANTITY = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+|[numkMGTPE]|[KMGTPE]i)?$/;

/** Tells whether a text is a Kubernetes quantity. */
export function isQuantity(text: string): boolean {
  return QUANTITY.test(text);
}
