import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Workflow } from '@tiphys/models';
import { conformance } from '@tiphys/tools-conformance';

/** What Argo's command made of a Workflow object. */
export interface RecordedCommand {
  readonly name: string;
  readonly command: string;
  readonly before?: Workflow;
  readonly after?: Workflow;
  readonly newName?: string;
  readonly exit: number;
  readonly stderr: string;
  readonly podsBefore?: readonly string[];
  readonly podsDeleted?: readonly string[];
}

/** Returns all recorded commands. */
export function readRecordedCommands(): readonly RecordedCommand[] {
  const folder = path.join(conformance, 'commands');
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as RecordedCommand);
}
