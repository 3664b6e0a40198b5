import type { ArtifactAccess } from '../artifacts/artifact-context.ts';
import type { ArtifactStore } from '../artifacts/stores/artifact-store.ts';
import type { FileSystem } from '../contract/file-system.ts';
import type { Limits } from '../contract/limits.ts';
import type { RunFolder } from '../contract/run-folder.ts';
import type { LogClock } from '../logs/log-times.ts';
import type { PodResults } from '../process/running/pod-results.ts';
import type { ProcessSlots } from '../process/running/process-slots.ts';
import type { DockerCli } from './docker-cli.ts';

/** The services of the Docker executor that a pod needs. */
export interface DockerWorld {
  readonly cli: DockerCli;
  readonly files: FileSystem;
  readonly now: () => number;
  readonly folder: RunFolder;
  readonly store: ArtifactStore;
  readonly access: ArtifactAccess;
  readonly results: PodResults;
  readonly logClock: LogClock;
  readonly slots: ProcessSlots;
  /** Environment variables of every container. */
  readonly variables: Readonly<Record<string, string>>;
  readonly graceMilliseconds: number;
  readonly limits: Limits;
  /** Image of the container that holds the network of a pod with several containers. */
  readonly pauseImage: string;
  /** The small program that starts the programs of containers. */
  readonly init: {
    /** Whether it turned out not to be on this machine. */
    isMissing: boolean;
  };
  /** Images of the containers of this run. */
  readonly images: Set<string>;
  /** The user of this process; undefined where there are no numbers of users. */
  readonly userId: number | undefined;
  /** Aborted when the executor is closed. */
  readonly closing: AbortController;
  /** Makes sure that an image is on this machine. Each image is pulled once for a run. */
  readonly ensureImage: (image: string, policy: string | undefined) => Promise<void>;
}
