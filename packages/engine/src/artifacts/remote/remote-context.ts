import type { FileSystem } from '../../contract/file-system.ts';
import type { HostRules } from '../../contract/host-rules.ts';
import type { Limits } from '../../contract/limits.ts';

/** What is needed to reach artifacts outside the run. */
export interface RemoteContext {
  readonly files: FileSystem;
  readonly limits: Limits;
  readonly hosts: HostRules;
  /** Names of the buckets that are used for real; `*` for all. Others are folders of the run. */
  readonly remoteBuckets: readonly string[];
  /** The Secrets and ConfigMaps of the run. */
  readonly objects: readonly unknown[];
  /** `PATH` to find `git` and `ssh`. */
  readonly searchPath: string;
  /** Aborts transfers. */
  readonly signal?: AbortSignal | undefined;
}
