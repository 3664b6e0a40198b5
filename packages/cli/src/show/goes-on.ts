/** Returns what is said when somebody leaves a command that follows a run. `command` follows it again. */
export function goesOn(command: string): string {
  return `Interrupted. The run goes on: tiphys ${command}`;
}
