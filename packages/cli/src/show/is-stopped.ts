/** Tells whether nothing goes on in a run, though it has not ended, by its phase for people. Its clock stands still. */
export function isStopped(phase: string): boolean {
  return phase === 'Interrupted' || phase === 'Damaged';
}

/** Tells whether a run waits for somebody, by its phase for people. */
export function isSuspended(phase: string): boolean {
  return phase === 'Running (Suspended)';
}
