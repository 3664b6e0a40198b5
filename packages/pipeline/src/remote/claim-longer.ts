/** Returns a free name: the short one, or the longer one, with a number if necessary. */
export function claimLonger(taken: Set<string>, name: string, longer: string): string {
  let chosen = taken.has(name) ? longer : name;
  for (let count = 2; taken.has(chosen); count += 1) chosen = `${longer}${count}`;
  taken.add(chosen);
  return chosen;
}
