/** Returns what a value is in words, for messages: `the number 5`, `a list`. */
export function describeScalar(value: unknown): string {
  if (value === null || value === undefined) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'an object';
  if (typeof value === 'string')
    return `the string ${JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}...` : value)}`;
  return `the ${typeof value === 'number' ? 'number' : 'boolean'} ${value}`;
}

const QUANTITY = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+|[numkMGTPE]|[KMGTPE]i)?$/;

/** Tells whether a string is a Kubernetes quantity. */
export function isQuantity(text: string): boolean {
  return QUANTITY.test(text);
}
