import type { ArgumentFields } from '../../manifest/fields.ts';
import type { Caller } from '../values/caller.ts';
import type { TemplateSelector } from '../values/template-store.ts';

/** A request to run a template under a node name. */
export interface TemplateRequest {
  readonly nodeName: string;
  readonly selector: TemplateSelector;
  /** Name of the step or task for `{{steps.name}}`, `{{tasks.name}}`. */
  readonly caller?: Caller | undefined;
  /** Scope in which the template is looked up, `local/wf`. */
  readonly scope: string;
  readonly arguments: ArgumentFields;
  /** Id of the node of the template around it. */
  readonly boundary?: string | undefined;
  /** Whether it belongs to an exit handler, which continues after Stop and past the deadline. */
  readonly exitHandler: boolean;
  /** Id of the node that a hook or exit handler belongs to. */
  readonly hookOwner?: string | undefined;
  /** Id of the activity to notify when it ends. */
  readonly parent?: string | undefined;
  readonly depth: number;
  /** Number of template calls around this one. */
  readonly nesting: number;
}
