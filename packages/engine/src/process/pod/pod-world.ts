import type { ArtifactAccess } from '../../artifacts/artifact-context.ts';
import type { ArtifactStore } from '../../artifacts/stores/artifact-store.ts';
import type { FileSystem } from '../../contract/file-system.ts';
import type { Limits } from '../../contract/limits.ts';
import type { RunFolder } from '../../contract/run-folder.ts';
import type { LogClock } from '../../logs/log-times.ts';
import type { FieldNotices } from '../../pod-spec/ignored-fields.ts';
import type { ImageCommands } from '../image-command.ts';
import type { ControlGroups } from '../keeping/control-groups.ts';
import type { PodResults } from '../running/pod-results.ts';
import type { ProcessSlots } from '../running/process-slots.ts';
import type { StrayHunter } from '../running/stray-processes.ts';
import type { Isolation } from '../sandbox/isolation.ts';
import type { LimitNotices } from './limit-notices.ts';

/** The services of the executor that a pod needs. */
export interface PodWorld {
  readonly files: FileSystem;
  readonly now: () => number;
  readonly folder: RunFolder;
  readonly store: ArtifactStore;
  /** What artifacts may reach outside the run. */
  readonly access: ArtifactAccess;
  readonly isolation: Isolation;
  readonly strays: StrayHunter;
  readonly groups: ControlGroups;
  readonly limitNotices: LimitNotices;
  readonly fieldNotices: FieldNotices;
  readonly results: PodResults;
  readonly logClock: LogClock;
  /** Prefix of the marks of this run's processes. */
  readonly mark: string;
  readonly slots: ProcessSlots;
  readonly images: ImageCommands;
  /** Files of programs that were found before, by the value of `PATH` and the name. */
  readonly programs: Map<string, string>;
  readonly environment: Readonly<Record<string, string>>;
  readonly graceMilliseconds: number;
  readonly limits: Limits;
}
