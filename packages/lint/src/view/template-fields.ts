/**
 * The parts of a manifest that the rules read. Unlike the models for authors these allow what is wrong: two bodies, no
 * name. Types hold after {@link conform}, which takes out every value of another type.
 */

/** Metadata of an object. */
export interface Metadata {
  readonly name?: string;
  readonly generateName?: string;
  readonly namespace?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** The spec of a Workflow, or of a template of one. */
export interface WorkflowSpec {
  readonly entrypoint?: string;
  readonly onExit?: string;
  readonly arguments?: Arguments;
  readonly templates?: readonly Template[];
  readonly templateDefaults?: Template;
  readonly workflowTemplateRef?: { readonly name?: string; readonly clusterScope?: boolean };
  readonly workflowMetadata?: MetadataWithSources;
  readonly hooks?: Readonly<Record<string, Hook>>;
  readonly podGC?: PodGc;
  readonly podResources?: Resources;
  readonly priority?: number;
  readonly parallelism?: number;
}

/** When pods are deleted, and which. */
export interface PodGc {
  readonly strategy?: string;
  readonly labelSelector?: {
    readonly matchExpressions?: readonly {
      readonly operator?: string;
      readonly values?: readonly string[];
    }[];
  };
}

/** Labels and annotations that a workflow gets when it starts. */
export interface MetadataWithSources extends Metadata {
  readonly labelsFrom?: Readonly<Record<string, unknown>>;
}

/** The spec of a CronWorkflow. */
export interface CronSpec {
  /** In versions before 4.0. */
  readonly schedule?: string;
  readonly schedules?: readonly string[];
  readonly timezone?: string;
  readonly concurrencyPolicy?: string;
  readonly startingDeadlineSeconds?: number;
  readonly workflowMetadata?: Metadata;
  readonly stopStrategy?: { readonly expression?: string };
  readonly workflowSpec?: WorkflowSpec;
}

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

/** A container that goes by its name. */
export interface NamedContainer extends Container {
  readonly name?: string;
}

/** A container of a container set. */
export interface ContainerNode extends NamedContainer {
  readonly dependencies?: readonly string[];
}

/** Where a volume is mounted. */
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

/** A `resource` template's body. */
export interface Resource {
  readonly action?: string;
  readonly manifest?: string;
  readonly manifestFrom?: { readonly artifact?: { readonly name?: string } };
}

/** A `dag` template's body. */
export interface Dag {
  readonly target?: string;
  readonly tasks?: readonly Step[];
}

/** A step, or a task of a dag: a call of a template. */
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

/** Parameters and artifacts: of a call, or of the inputs or outputs of a template. */
export interface Arguments {
  readonly parameters?: readonly Parameter[];
  readonly artifacts?: readonly Artifact[];
}

/** A parameter; values are text, as Argo makes them. */
export interface Parameter {
  readonly name?: string;
  readonly value?: string;
  readonly default?: string;
  readonly enum?: readonly string[];
  readonly globalName?: string;
  readonly valueFrom?: ValueFrom;
}

/** Where a parameter's value comes from. */
export interface ValueFrom {
  readonly path?: string;
  readonly jqFilter?: string;
  readonly jsonPath?: string;
  readonly parameter?: string;
  readonly expression?: string;
  readonly default?: string;
  readonly event?: string;
  readonly supplied?: object;
  readonly configMapKeyRef?: object;
}

/** An artifact with its possible locations. */
export interface Artifact {
  readonly name?: string;
  readonly path?: string;
  readonly from?: string;
  readonly fromExpression?: string;
  readonly optional?: boolean;
  readonly globalName?: string;
  readonly s3?: { readonly key?: string };
  readonly gcs?: { readonly key?: string };
  readonly oss?: { readonly key?: string };
  readonly azure?: { readonly blob?: string };
  readonly hdfs?: HdfsLocation;
  readonly artifactory?: { readonly url?: string };
  readonly http?: { readonly url?: string };
  readonly git?: { readonly repo?: string };
  readonly raw?: object;
  readonly plugin?: object;
}

/** A place in HDFS. */
export interface HdfsLocation {
  readonly addresses?: readonly string[];
  readonly path?: string;
  readonly hdfsUser?: string;
  readonly krbCCacheSecret?: object;
  readonly krbKeytabSecret?: object;
  readonly krbServicePrincipalName?: string;
  readonly krbConfigConfigMap?: object;
  readonly krbUsername?: string;
  readonly krbRealm?: string;
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
