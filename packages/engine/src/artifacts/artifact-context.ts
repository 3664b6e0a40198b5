import type { ArtifactLocation } from '@tiphys/models';
import { createHostRules, type HostRules } from '../contract/host-rules.ts';
import type { RemoteContext } from './remote/remote-context.ts';
import type { ArtifactStore } from './stores/artifact-store.ts';

/** Where the artifacts of a pod come from and go to. */
export interface ArtifactContext extends RemoteContext {
  readonly store: ArtifactStore;
  /** The artifact repository of the pod: the `archiveLocation` of its template. */
  readonly repository?: ArtifactLocation | undefined;
}

/** What a run may reach outside its folder. */
export interface ArtifactAccess {
  readonly hosts: HostRules;
  readonly remoteBuckets: readonly string[];
  readonly searchPath: string;
}

/** Options of {@link openArtifactAccess}. */
export interface ArtifactAccessOptions {
  /** Hosts that a run may contact besides this machine, such as `example.com`, `*.example.com` or `*`. @default none */
  readonly allowedHosts?: readonly string[];
  /** Buckets of S3 that are used for real; `*` for all. All others are folders of the run. @default none */
  readonly remoteBuckets?: readonly string[];
  /** `PATH` to find `git` and `ssh`. */
  readonly searchPath: string;
}

/** Returns the access of a run from its options. */
export function openArtifactAccess(options: ArtifactAccessOptions): ArtifactAccess {
  return {
    hosts: createHostRules(options.allowedHosts ?? []),
    remoteBuckets: options.remoteBuckets ?? [],
    searchPath: options.searchPath,
  };
}
