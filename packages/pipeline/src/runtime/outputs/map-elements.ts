/** Returns the texts that a function makes of the elements of a list, also of holes. It does not use the iterator of the list. */
export function mapElements(
  list: readonly unknown[],
  map: (element: unknown, index: number) => string,
): readonly string[] {
  return Array.from({ length: list.length }, (_, index) => map(list[index], index));
}
