import { readdirSync, readFileSync } from 'node:fs';

/** Returns the commands of all processes of this machine whose environment has a variable with a text. Empty without `/proc`. */
export function markedProcesses(variable: string, text: string): readonly string[] {
  return numbersOf('/proc').flatMap((pid) => {
    const environment = read(`/proc/${pid}/environ`).split('\0');
    return environment.includes(`${variable}=${text}`)
      ? [`${pid} ${read(`/proc/${pid}/cmdline`).replaceAll('\0', ' ')}`]
      : [];
  });
}

function numbersOf(folder: string): readonly string[] {
  try {
    return readdirSync(folder).filter((name) => /^\d+$/.test(name));
  } catch {
    return [];
  }
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return ''; // It has ended, or belongs to another user.
  }
}
