import type { RunDetails } from '../place/place.ts';

/** What is known of archived runs. They have ended, and have no files here. */
export const archivedRuns: RunDetails = {
  statusOf: ({ status }) => status?.phase ?? 'Unknown',
  noticeOf: () => undefined,
  templateOf: () => undefined,
  folderOf: () => undefined,
};
