/** New values of some fields. `undefined` removes a field. */
export type Changes<T> = { readonly [Name in keyof T]?: T[Name] | undefined };

/** Returns a copy of an object with changed fields. A field whose new value is undefined is absent in the copy. */
export function changeFields<T extends object>(object: T, changes: Changes<T>): T {
  const copy = { ...object, ...changes };
  for (const [name, value] of Object.entries(changes))
    if (value === undefined) delete copy[name as keyof typeof copy];
  return copy as T; // the values of the changes have the types of the fields
}

/** Returns a list, or undefined if it is empty, as Argo leaves out empty lists. */
export function nonEmptyList<T>(list: readonly T[]): readonly T[] | undefined {
  return list.length === 0 ? undefined : list;
}

/** Returns a map, or undefined if it is empty, as Argo leaves out empty maps. */
export function nonEmptyMap<T>(map: Readonly<Record<string, T>>): Readonly<Record<string, T>> | undefined {
  return Object.keys(map).length === 0 ? undefined : map;
}

/** Returns the text of a time as Argo writes it into objects: in UTC, without fractions of a second. */
export function formatTimestamp(time: Date): string {
  return `${time.toISOString().slice(0, 19)}Z`;
}
