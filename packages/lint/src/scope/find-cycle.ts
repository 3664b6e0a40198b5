/**
 * Returns a cycle in a graph, as the names along it with the first repeated at the end; undefined when there is none. Takes linear
 * time, and does not recurse, so that it handles chains of any length.
 */
export function findCycle(
  names: Iterable<string>,
  targets: (name: string) => readonly string[],
): readonly string[] | undefined {
  const done = new Set<string>();
  for (const start of names) {
    if (done.has(start)) continue;
    const trail: { readonly name: string; readonly targets: readonly string[]; next: number }[] = [];
    const onTrail = new Set<string>();
    const enter = (name: string): void => {
      trail.push({ name, targets: targets(name), next: 0 });
      onTrail.add(name);
    };
    enter(start);
    for (let top = trail.at(-1); top; top = trail.at(-1)) {
      const target = top.targets[top.next++];
      if (target === undefined) {
        trail.pop();
        onTrail.delete(top.name);
        done.add(top.name);
      } else if (onTrail.has(target)) {
        const from = trail.findIndex(({ name }) => name === target);
        return [...trail.slice(from).map(({ name }) => name), target];
      } else if (!done.has(target)) enter(target);
    }
  }
  return undefined;
}
