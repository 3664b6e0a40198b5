/** Returns a name that is not in the given set, and adds it to the set. */
export function claimIn(used: Set<string>, wanted: string): string {
  let name = wanted;
  for (let next = 2; used.has(name); next += 1) name = `${wanted}-${next}`;
  used.add(name);
  return name;
}
