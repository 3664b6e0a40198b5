import type { ArgumentFields } from '../../manifest/fields.ts';
import type { Activity } from '../../state/activity.ts';
import type { RunNode } from '../../state/node/run-node.ts';
import type { RunState } from '../../state/run-state.ts';
import type { TemplateContext, TemplateSelector } from '../values/template-store.ts';

/** The step or task that a template is called by. */
export interface Caller {
  readonly kind: 'steps' | 'tasks';
  readonly name: string;
}

/** A request to run a template under a node name. */
export interface TemplateRequest {
  readonly nodeName: string;
  readonly selector: TemplateSelector;
  /** Name of the step or task for `{{steps.name}}`, `{{tasks.name}}`. */
  readonly caller?: Caller | undefined;
  readonly context: TemplateContext;
  readonly arguments: ArgumentFields;
  readonly boundary: RunNode | undefined;
  /** Whether it belongs to an exit handler, which continues after Stop and past the deadline. */
  readonly exitHandler: boolean;
  /** The node that a hook or exit handler belongs to. */
  readonly hookOwner?: RunNode | undefined;
  readonly parent: Activity | undefined;
  readonly depth: number;
  /** Number of template calls around this one. */
  readonly nesting: number;
}

/** Starts a template. Returns undefined if a limit forbids it for now. */
export type StartTemplate = (run: RunState, call: TemplateRequest) => Activity | undefined;
