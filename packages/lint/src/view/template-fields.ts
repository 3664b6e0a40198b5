import type { Arguments, Artifact } from './argument-fields.ts';
import type { Metadata } from './metadata-fields.ts';

/** A template, with any number of bodies. */
export interface Template {
  readonly name?: string;
  readonly inputs?: Arguments;
  readonly outputs?: Arguments;
  readonly metadata?: Metadata;
  readonly container?: Container;
  readonly script?: Container;
  readonly containerSet?: {
    readonly containers?: readonly ContainerNode[];
    readonly volumeMounts?: readonly VolumeMount[];
  };
  readonly resource?: Resource;
  readonly suspend?: object;
  readonly http?: object;
  readonly plugin?: object;
  readonly data?: object;
  readonly dag?: Dag;
  readonly steps?: readonly (readonly Step[])[];
  readonly retryStrategy?: { readonly retryPolicy?: string };
  readonly activeDeadlineSeconds?: number | string;
  readonly parallelism?: number;
  readonly timeout?: string;
  readonly pendingTimeout?: string;
  readonly daemon?: boolean;
  readonly archiveLocation?: Artifact;
  readonly initContainers?: readonly NamedContainer[];
  readonly sidecars?: readonly NamedContainer[];
  readonly metrics?: { readonly prometheus?: readonly Metric[] };
  readonly podResources?: Resources;
  readonly resourceClaims?: readonly object[];
}

/** The container of a `container` or `script` template. */
export interface Container {
  readonly image?: string;
  readonly volumeMounts?: readonly VolumeMount[];
}

/** A container with a name. */
export interface NamedContainer extends Container {
  readonly name?: string;
}

/** A container of a container set. */
export interface ContainerNode extends NamedContainer {
  readonly dependencies?: readonly string[];
}

/** The mount of a volume. */
export interface VolumeMount {
  readonly name?: string;
  readonly mountPath?: string;
}

/** Requests and limits of a pod. */
export interface Resources {
  readonly requests?: Readonly<Record<string, unknown>>;
  readonly limits?: Readonly<Record<string, unknown>>;
  readonly claims?: readonly object[];
}

/** The body of a resource template. */
export interface Resource {
  readonly action?: string;
  readonly manifest?: string;
  readonly manifestFrom?: { readonly artifact?: { readonly name?: string } };
}

/** The body of a dag template. */
export interface Dag {
  readonly target?: string;
  readonly tasks?: readonly Step[];
}

/** A step, or a task of a dag, which calls a template. */
export interface Step {
  readonly name?: string;
  readonly template?: string;
  readonly templateRef?: {
    readonly name?: string;
    readonly template?: string;
    readonly clusterScope?: boolean;
  };
  readonly inline?: Template;
  readonly arguments?: Arguments;
  readonly withItems?: readonly unknown[];
  readonly withParam?: string;
  readonly withSequence?: { readonly count?: unknown; readonly end?: unknown };
  readonly continueOn?: object;
  readonly hooks?: Readonly<Record<string, Hook>>;
  readonly onExit?: string;
  readonly when?: string;
  readonly depends?: string;
  readonly dependencies?: readonly string[];
}

/** A lifecycle hook. */
export interface Hook {
  readonly template?: string;
  readonly expression?: string;
}

/** A Prometheus metric. */
export interface Metric {
  readonly name?: string;
  readonly when?: string;
  readonly help?: string;
  readonly labels?: readonly { readonly key?: string; readonly value?: string }[];
  readonly gauge?: { readonly value?: string; readonly realtime?: boolean };
  readonly counter?: { readonly value?: string };
  readonly histogram?: { readonly value?: string };
}
