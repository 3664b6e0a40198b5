import type { Workflow } from '@tiphys/models';
import { EngineError } from '../../contract/engine-error.ts';

/** Thrown if a run waits for something that can never happen. Argo would leave the workflow Running forever. */
export class StuckRunError extends EngineError {
  /** The workflow so far, with phase Running. */
  readonly workflow: Workflow;

  constructor(message: string, workflow: Workflow) {
    super('ENGINE_STUCK', message);
    this.name = 'StuckRunError';
    this.workflow = workflow;
  }
}
