import { archiveCommands } from './commands/archive/archive.ts';
import { compileCommand } from './commands/compile.ts';
import { createCompletionCommand } from './commands/completion.ts';
import { convertCommand } from './commands/convert.ts';
import { cronBackfillCommand } from './commands/cron/backfill.ts';
import { cronGetCommand } from './commands/cron/get.ts';
import { cronListCommand } from './commands/cron/list.ts';
import { cronObjectCommands } from './commands/cron/objects.ts';
import { cronRunCommand } from './commands/cron/run.ts';
import { cronResumeCommand, cronSuspendCommand } from './commands/cron/suspend.ts';
import { deployCommand } from './commands/deploy.ts';
import { doctorCommand } from './commands/doctor.ts';
import { generateCommand } from './commands/generate.ts';
import { importCommand } from './commands/import.ts';
import { initCommand } from './commands/init.ts';
import { lintCommand } from './commands/lint.ts';
import { templateCommands } from './commands/objects/template.ts';
import { runCommand } from './commands/run.ts';
import { cpCommand } from './commands/runs/cp.ts';
import { deleteCommand } from './commands/runs/delete.ts';
import { getCommand } from './commands/runs/get.ts';
import { listCommand } from './commands/runs/list.ts';
import { logsCommand } from './commands/runs/logs.ts';
import { nodeSetCommand } from './commands/runs/node-set.ts';
import { resubmitCommand } from './commands/runs/resubmit.ts';
import { resumeCommand } from './commands/runs/resume.ts';
import { retryCommand } from './commands/runs/retry.ts';
import { stopCommand } from './commands/runs/stop.ts';
import { suspendCommand } from './commands/runs/suspend.ts';
import { terminateCommand } from './commands/runs/terminate.ts';
import { waitCommand } from './commands/runs/wait.ts';
import { watchCommand } from './commands/runs/watch.ts';
import { schemaDiffCommand } from './commands/schema-diff.ts';
import { schemaImportCommand } from './commands/schema-import.ts';
import { schemaUpgradeCommand } from './commands/schema-upgrade.ts';
import { submitCommand } from './commands/submit.ts';
import type { CommandSpec } from './line/command.ts';

/** All commands, in the order of the help. To add one, see the README of this package. */
export const commands: readonly CommandSpec[] = [
  initCommand,
  generateCommand,
  compileCommand,
  importCommand,
  lintCommand,
  runCommand,
  submitCommand,
  deployCommand,
  listCommand,
  getCommand,
  logsCommand,
  watchCommand,
  waitCommand,
  stopCommand,
  terminateCommand,
  suspendCommand,
  resumeCommand,
  retryCommand,
  resubmitCommand,
  nodeSetCommand,
  deleteCommand,
  cpCommand,
  cronRunCommand,
  cronListCommand,
  cronGetCommand,
  cronSuspendCommand,
  cronResumeCommand,
  cronBackfillCommand,
  ...cronObjectCommands,
  ...templateCommands,
  ...archiveCommands,
  doctorCommand,
  convertCommand,
  schemaDiffCommand,
  schemaImportCommand,
  schemaUpgradeCommand,
  createCompletionCommand(() => commands),
];
