/** Tells whether a value has its fields by name, as an object literal does. A Map, Headers or URLSearchParams keeps its entries elsewhere. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return Object.prototype.toString.call(value) === '[object Object]';
}
