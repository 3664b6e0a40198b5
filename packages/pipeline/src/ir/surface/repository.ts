import type { ArtifactLocation } from '@tiphys/models';

/** Where the files of a run are stored: a repository that a ConfigMap of the cluster describes, or one of its own. */
export interface Repository {
  readonly kind: 'repository';
  readonly repository:
    | { readonly configMap: string; readonly key: string | undefined }
    | { readonly location: ArtifactLocation };
}

/** Names of a run for the keys of its files. Each is a tag that Argo replaces. */
export interface RunNames {
  readonly workflow: string;
  readonly pod: string;
  readonly namespace: string;
}
