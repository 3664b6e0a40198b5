/** Returns a function that reads each key once. */
export function createMemory<T>(read: (key: string) => Promise<T>): (key: string) => Promise<T> {
  const known = new Map<string, Promise<T>>();
  return (key) => {
    const result = known.get(key) ?? read(key);
    known.set(key, result);
    return result;
  };
}
