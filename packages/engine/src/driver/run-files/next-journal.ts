import path from 'node:path';
import type { FileSystem } from '../../contract/file-system.ts';
import { type Journal, openJournal, writeFailed } from '../../contract/journal.ts';
import type { RunFolder } from '../../contract/run-folder.ts';

/** Options of {@link openNextJournal}. */
export interface NextJournalOptions {
  /** Called just before the new journal takes the place of the old one. */
  readonly onBegin: () => void;
}

/**
 * Opens a journal for a run that has ended and is to run again. It takes the place of the old one with its first events, which is then `journal.1.jsonl`
 * and so on. Until then nothing of the run is changed, so that a run that cannot start again stays as it was.
 *
 * @throws EngineError `ENGINE_WRITE_FAILED`
 */
export function openNextJournal(
  files: FileSystem,
  folder: RunFolder,
  { onBegin }: NextJournalOptions,
): Journal {
  const draft = path.join(folder.directory, 'journal.next.jsonl');
  // A process that was killed just before has left it.
  files.rmSync(draft, { force: true });
  const journal = openJournal(draft, { fileSystem: files });
  let hasBegun = false;
  return {
    append(...events) {
      journal.append(...events);
      if (hasBegun) return;
      onBegin();
      replaceJournal(files, folder, draft);
      hasBegun = true;
    },
    async close() {
      await journal.close();
      if (!hasBegun) files.rmSync(draft, { force: true });
    },
  };
}

/** At each moment, `journal.jsonl` is whole: the old one or the new one. */
function replaceJournal(files: FileSystem, { directory, journal }: RunFolder, draft: string): void {
  const asideAs = (count: number): string => path.join(directory, `journal.${count}.jsonl`);
  let count = 1;
  while (files.existsSync(asideAs(count))) count++;
  try {
    if (files.existsSync(journal)) files.linkSync(journal, asideAs(count));
    files.renameSync(draft, journal);
  } catch (cause) {
    throw writeFailed(journal, cause);
  }
}
