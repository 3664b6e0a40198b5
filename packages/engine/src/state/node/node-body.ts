import type { TemplateFields, TemplateReference } from '../../manifest/fields.ts';

/** The properties of a node that come from its call. */
export interface CalledNode {
  readonly name: string;
  /** Id of the steps or dag node around it. */
  readonly boundary?: string | undefined;
  /** Scope of the caller, `local/wf`. */
  readonly templateScope: string;
  readonly templateName?: string | undefined;
  readonly templateRef?: TemplateReference | undefined;
  /** Id of the node that this one is a hook or the exit handler of. */
  readonly hookOwner?: string | undefined;
  readonly retried?: boolean | undefined;
  /** Whether it is an attempt of a hook. */
  readonly hooked?: boolean | undefined;
}

/** A filled template that runs as a node. */
export interface NodeBody extends CalledNode {
  readonly template: TemplateFields;
  /** Scope in which calls in the template are looked up. */
  readonly scope: string;
  readonly exitHandler: boolean;
  /** Id of the activity to notify when it ends. */
  readonly parent?: string | undefined;
  readonly depth: number;
  /** Number of template calls around this one. */
  readonly nesting: number;
  /** Deadline of the pods because of the retry strategy. */
  readonly retryDeadline?: number | undefined;
}
