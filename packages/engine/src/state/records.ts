/** Returns a value of a record by a key that may be any text, such as `constructor`. */
export function valueAt<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

/** A set of texts. */
export type TextSet = Record<string, true>;
