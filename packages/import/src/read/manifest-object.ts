/** An object of a manifest. */
export type ManifestObject = Readonly<Record<string, unknown>>;

/** Returns whether a value is an object with fields. */
export function isObject(value: unknown): value is ManifestObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Returns the elements of a list of objects; undefined if it is not one, or empty. */
export function objectsOf(value: unknown): readonly ManifestObject[] | undefined {
  return Array.isArray(value) && value.length > 0 && value.every(isObject) ? value : undefined;
}

/** Returns an object without some of its fields. */
export function without(object: ManifestObject, fields: readonly string[]): ManifestObject {
  return Object.fromEntries(Object.entries(object).filter(([field]) => !fields.includes(field)));
}

/** Returns whether an object has only these fields. */
export function hasOnly(object: ManifestObject, fields: readonly string[]): boolean {
  return Object.keys(object).every((field) => fields.includes(field));
}
