/** Returns the JSON of a value with sorted keys and without fields that are null, so that equal objects have equal texts. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, child: unknown) => {
    if (typeof child !== 'object' || child === null || Array.isArray(child)) return child;
    return Object.fromEntries(
      Object.entries(child)
        .filter(([, field]) => field !== null)
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    );
  });
}
