/** A scalar of YAML. Argo reads every scalar as text. */
export type Scalar = string | number | boolean;

/** Source of the value of a parameter. */
export interface ValueSource {
  readonly path?: string;
  readonly jsonPath?: string;
  readonly jqFilter?: string;
  readonly event?: string;
  readonly parameter?: string;
  readonly expression?: string;
  readonly default?: Scalar;
  readonly supplied?: object;
  readonly configMapKeyRef?: KeyReference;
}

/** A key of a ConfigMap or a Secret. */
export interface KeyReference {
  readonly name?: string;
  readonly key: string;
  readonly optional?: boolean;
}

/** A parameter of inputs, outputs or arguments. */
export interface ParameterFields {
  readonly name: string;
  readonly value?: Scalar;
  readonly default?: Scalar;
  readonly enum?: readonly Scalar[];
  readonly globalName?: string;
  readonly description?: string;
  readonly valueFrom?: ValueSource;
  /** Set by the engine if the argument refers to an output of a skipped task. See docs/semantics/inputs-and-outputs.md#absent-argument. */
  readonly absent?: true;
}

/** An artifact of inputs, outputs or arguments. The semantics do not read its location. */
export interface ArtifactFields {
  readonly name: string;
  readonly path?: string;
  readonly from?: string;
  readonly fromExpression?: string;
  readonly optional?: boolean;
  readonly subPath?: string;
  readonly globalName?: string;
  readonly mode?: number;
  readonly recurseMode?: boolean;
  readonly [location: string]: unknown;
}

/** Arguments of a template. */
export interface ArgumentFields {
  readonly parameters?: readonly ParameterFields[];
  readonly artifacts?: readonly ArtifactFields[];
}

/** Inputs or outputs of a template. */
export type PortFields = ArgumentFields;

/** A template of another object. */
export interface TemplateReference {
  readonly name: string;
  readonly template: string;
  readonly clusterScope?: boolean;
}

/** A hook of a workflow, step or task. */
export interface HookFields {
  readonly template?: string;
  readonly templateRef?: TemplateReference;
  readonly arguments?: ArgumentFields;
  readonly expression?: string;
}

/** A sequence of numbers to loop over. */
export interface SequenceFields {
  readonly count?: Scalar;
  readonly start?: Scalar;
  readonly end?: Scalar;
  readonly format?: string;
}

/** Fields that steps and tasks share. */
export interface CallFields {
  readonly name: string;
  readonly template?: string;
  readonly templateRef?: TemplateReference;
  readonly inline?: TemplateFields;
  readonly arguments?: ArgumentFields;
  readonly when?: string;
  readonly withItems?: readonly unknown[];
  readonly withParam?: string;
  readonly withSequence?: SequenceFields;
  readonly hooks?: Readonly<Record<string, HookFields>>;
  readonly onExit?: string;
  readonly continueOn?: { readonly failed?: boolean; readonly error?: boolean };
}

/** A task of a dag. */
export interface DagTaskFields extends CallFields {
  readonly depends?: string;
  readonly dependencies?: readonly string[];
}

/** A retry strategy. */
export interface RetryFields {
  readonly limit?: Scalar;
  readonly retryPolicy?: string;
  readonly expression?: string;
  readonly backoff?: {
    readonly duration?: Scalar;
    readonly factor?: Scalar;
    readonly maxDuration?: Scalar;
    readonly cap?: Scalar;
  };
}

/** The cache of a template. */
export interface MemoizeFields {
  readonly key: string;
  readonly maxAge?: string;
  readonly cache?: { readonly configMap?: { readonly name?: string } };
}

/** Labels and annotations. */
export interface MetadataFields {
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** The locks of a template or a workflow. */
export interface SynchronizationFields {
  readonly mutexes?: readonly { readonly name?: string; readonly namespace?: string }[];
  readonly semaphores?: readonly {
    readonly namespace?: string;
    readonly configMapKeyRef?: KeyReference;
    readonly database?: { readonly key?: string };
  }[];
}

/** The fields of a template that the semantics read. */
export interface TemplateFields {
  readonly name?: string;
  readonly inputs?: PortFields;
  readonly outputs?: PortFields;
  readonly container?: ContainerFields;
  readonly script?: ContainerFields;
  readonly steps?: readonly (readonly CallFields[])[];
  readonly dag?: {
    readonly tasks?: readonly DagTaskFields[];
    readonly target?: string;
    readonly failFast?: boolean;
  };
  readonly suspend?: { readonly duration?: Scalar };
  readonly containerSet?: {
    readonly containers?: readonly (ContainerFields & {
      readonly name?: string;
      readonly dependencies?: readonly string[];
    })[];
  };
  readonly initContainers?: readonly ContainerFields[];
  readonly sidecars?: readonly ContainerFields[];
  readonly daemon?: boolean;
  readonly synchronization?: SynchronizationFields;
  readonly podSpecPatch?: string;
  readonly retryStrategy?: RetryFields;
  readonly memoize?: MemoizeFields;
  readonly metadata?: MetadataFields;
  readonly metrics?: MetricsFields;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly parallelism?: number;
  readonly failFast?: boolean;
  readonly timeout?: string;
  readonly pendingTimeout?: string;
  readonly activeDeadlineSeconds?: Scalar;
  readonly volumes?: readonly { readonly name: string }[];
  readonly serviceAccountName?: string;
  readonly securityContext?: object;
  readonly hostAliases?: readonly object[];
  readonly [field: string]: unknown;
}

/** Metrics of a template or workflow. */
export interface MetricsFields {
  readonly prometheus?: readonly MetricFields[];
}

/** A metric that a controller would offer. */
export interface MetricFields {
  readonly name?: string;
  readonly help?: string;
  readonly when?: string;
  readonly labels?: readonly { readonly key?: string }[];
  readonly gauge?: { readonly value?: string; readonly realtime?: boolean };
  readonly counter?: { readonly value?: string };
  readonly histogram?: { readonly value?: string };
}

/** The fields of a container that the semantics read. */
export interface ContainerFields {
  readonly image?: string;
  readonly source?: string;
  readonly volumeMounts?: readonly { readonly name: string }[];
  readonly [field: string]: unknown;
}

/** The fields of a workflow's spec that the semantics read. */
export interface SpecFields {
  readonly entrypoint?: string;
  readonly templates?: readonly TemplateFields[];
  readonly arguments?: ArgumentFields;
  readonly onExit?: string;
  readonly hooks?: Readonly<Record<string, HookFields>>;
  readonly parallelism?: number;
  readonly activeDeadlineSeconds?: number;
  readonly templateDefaults?: TemplateFields;
  readonly retryStrategy?: RetryFields;
  readonly podMetadata?: MetadataFields;
  readonly priority?: number;
  readonly podSpecPatch?: string;
  readonly synchronization?: SynchronizationFields;
  readonly serviceAccountName?: string;
  readonly securityContext?: object;
  readonly hostAliases?: readonly object[];
  readonly volumes?: readonly { readonly name: string }[];
  readonly volumeClaimTemplates?: readonly { readonly metadata?: { readonly name?: string } }[];
  readonly workflowTemplateRef?: { readonly name: string; readonly clusterScope?: boolean };
  readonly workflowMetadata?: MetadataFields & {
    readonly labelsFrom?: Readonly<Record<string, { readonly expression: string }>>;
  };
  readonly suspend?: boolean;
  readonly metrics?: MetricsFields;
  readonly [field: string]: unknown;
}

/** Metadata of a Kubernetes object. */
export interface ObjectMetadata extends MetadataFields {
  readonly name?: string;
  readonly generateName?: string;
  readonly namespace?: string;
  readonly uid?: string;
  readonly creationTimestamp?: string;
}

/** A workflow, or an object given with it. */
export interface ObjectFields {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata?: ObjectMetadata;
  readonly spec?: SpecFields;
  readonly data?: Readonly<Record<string, string>>;
}

/** Returns the text of a value as Argo reads it: the JSON of numbers and booleans, and an empty text for lists and objects. */
export function scalarText(value: unknown): string {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? JSON.stringify(value) : '';
}
