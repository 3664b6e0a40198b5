import type { Arguments } from './argument-fields.ts';
import type { Metadata, MetadataWithSources } from './metadata-fields.ts';
import type { Hook, Resources, Template } from './template-fields.ts';

/** The spec of a Workflow or a WorkflowTemplate. */
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

/** Says which pods are deleted, and when. */
export interface PodGc {
  readonly strategy?: string;
  readonly labelSelector?: {
    readonly matchExpressions?: readonly {
      readonly operator?: string;
      readonly values?: readonly string[];
    }[];
  };
}

/** The spec of a CronWorkflow. */
export interface CronSpec {
  /** Only in versions before 4.0. */
  readonly schedule?: string;
  readonly schedules?: readonly string[];
  readonly timezone?: string;
  readonly concurrencyPolicy?: string;
  readonly startingDeadlineSeconds?: number;
  readonly workflowMetadata?: Metadata;
  readonly stopStrategy?: { readonly expression?: string };
  readonly workflowSpec?: WorkflowSpec;
}
