import type { Journal, JournalEvent } from '../src/contract/journal.ts';

/** A journal in memory. Its events are those that a file would give back. */
export interface MemoryJournal extends Journal {
  readonly events: readonly JournalEvent[];
}

/** Returns an empty journal. */
export function memoryJournal(): MemoryJournal {
  const events: JournalEvent[] = [];
  return {
    events,
    append(...added) {
      for (const event of added) events.push(JSON.parse(JSON.stringify(event)) as JournalEvent);
    },
    close: async () => undefined,
  };
}
