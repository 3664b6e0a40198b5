const FILE_MARKERS =
  "a file (`InputFile` for an input, `OutputFile` for an output, from '@tiphys/pipeline') or a base64 string (`string`)";

/** What to use instead of library types, by name. */
const ADVICE_BY_NAME: Readonly<Record<string, string>> = {
  Date: 'an ISO date string (`string`)',
  Map: 'an object (`Record<string, T>`)',
  ReadonlyMap: 'an object (`Record<string, T>`)',
  WeakMap: 'an object (`Record<string, T>`)',
  Set: 'a list (`T[]`)',
  ReadonlySet: 'a list (`T[]`)',
  WeakSet: 'a list (`T[]`)',
  Iterator: 'a list (`T[]`)',
  Iterable: 'a list (`T[]`)',
  Generator: 'a list (`T[]`)',
  AsyncIterable: 'a list (`T[]`)',
  AsyncGenerator: 'a list (`T[]`)',
  ArrayLike: 'a list (`T[]`)',
  RegExp: 'its source (`string`)',
  Error: 'an object with the fields that matter, such as `{ message: string }`',
  URL: 'its text (`string`)',
  URLSearchParams: 'an object (`Record<string, string>`)',
  Headers: 'an object (`Record<string, string>`)',
  Promise: 'the awaited value',
  PromiseLike: 'the awaited value',
  Function: 'data, and call the function inside the component',
  String: '`string`',
  Number: '`number`',
  Boolean: '`boolean`',
  Object: '`Record<string, unknown>`',
  Buffer: FILE_MARKERS,
  ArrayBuffer: FILE_MARKERS,
  ArrayBufferLike: FILE_MARKERS,
  SharedArrayBuffer: FILE_MARKERS,
  DataView: FILE_MARKERS,
  Blob: FILE_MARKERS,
  File: FILE_MARKERS,
  ReadableStream: FILE_MARKERS,
  Readable: FILE_MARKERS,
  ReadStream: FILE_MARKERS,
  Uint8Array: FILE_MARKERS,
  Uint8ClampedArray: FILE_MARKERS,
  Int8Array: 'a list (`number[]`)',
  Int16Array: 'a list (`number[]`)',
  Uint16Array: 'a list (`number[]`)',
  Int32Array: 'a list (`number[]`)',
  Uint32Array: 'a list (`number[]`)',
  Float32Array: 'a list (`number[]`)',
  Float64Array: 'a list (`number[]`)',
  BigInt64Array: 'a list of strings (`string[]`)',
  BigUint64Array: 'a list of strings (`string[]`)',
};

/** Returns what to use instead of a library type, if there is something more specific than a plain object. */
export function findAdvice(typeName: string): string | undefined {
  return Object.hasOwn(ADVICE_BY_NAME, typeName) ? ADVICE_BY_NAME[typeName] : undefined;
}
