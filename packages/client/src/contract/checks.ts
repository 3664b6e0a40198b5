import type { CallOptions } from '@tiphys/runs';

/** Something that a user may or may not do. */
export interface Access {
  readonly verb: 'get' | 'list' | 'watch' | 'create' | 'update' | 'patch' | 'delete';
  /** The group of the API, such as `argoproj.io`; empty for that of pods and ConfigMaps. */
  readonly group: string;
  /** The plural, with a subresource after a slash: `workflows`, `pods/log`. */
  readonly resource: string;
  /** Whether the resource has no namespace. @default false */
  readonly clusterWide?: boolean | undefined;
  /** The service account of the namespace that would do it. @default the user */
  readonly account?: string | undefined;
}

/** Whether something is allowed. */
export interface AccessAnswer {
  /** Undefined if it cannot be told without changing anything. */
  readonly allowed: boolean | undefined;
  /** What the server said about it. */
  readonly reason?: string | undefined;
}

/** Who the credentials stand for. Each field is absent if the server does not tell. */
export interface Identity {
  /** Such as `system:serviceaccount:ci:deployer`, or the subject of a single sign-on. */
  readonly user?: string | undefined;
  readonly groups?: readonly string[] | undefined;
  /** The service account that acts for the user, if the Argo Server chose one. */
  readonly serviceAccount?: string | undefined;
}

/** A kind of Argo that the cluster knows. */
export interface InstalledKind {
  /** Such as `Workflow`. */
  readonly kind: string;
  /** Whether its definition describes the fields of the spec, so that Kubernetes checks them; undefined if it cannot be read. */
  readonly schema: 'full' | 'minimal' | undefined;
}

/** Finds out what a way to a cluster offers. No call changes anything; all throw ClientError as other calls do. */
export interface ClusterChecks {
  /** Tells whether the user, or a service account, may do something in the namespace. */
  can(access: Access, call?: CallOptions): Promise<AccessAnswer>;
  /** Returns who the user is. */
  identity(call?: CallOptions): Promise<Identity>;
  /** Tells whether the namespace exists; undefined if the user may not find out. */
  namespaceExists(call?: CallOptions): Promise<boolean | undefined>;
  /** Returns the kinds of Argo that are installed; undefined through the Argo Server, which does not show them. */
  installedKinds(call?: CallOptions): Promise<readonly InstalledKind[] | undefined>;
}
