import type { CommandSpec } from '../../line/command.ts';
import { archiveDeleteCommand } from './delete.ts';
import { archiveGetCommand } from './get.ts';
import { archiveLabelKeysCommand, archiveLabelValuesCommand } from './labels.ts';
import { archiveListCommand } from './list.ts';
import { archiveResubmitCommand, archiveRetryCommand } from './run-again.ts';

/** The commands about archived runs. */
export const archiveCommands: readonly CommandSpec[] = [
  archiveListCommand,
  archiveGetCommand,
  archiveRetryCommand,
  archiveResubmitCommand,
  archiveDeleteCommand,
  archiveLabelKeysCommand,
  archiveLabelValuesCommand,
];
