/** Thrown inside a task when its input or output is not what the component promises; printed as `CODE: message`, without a stack. */
export class TaskError extends Error {
  /** Stable name of the mistake, `PIPELINE_...`. */
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.name = 'TaskError';
    this.code = code;
  }
}
