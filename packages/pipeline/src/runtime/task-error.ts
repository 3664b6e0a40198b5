/** Thrown in a task if an input or output is invalid. Printed as `CODE: message`, without a stack. */
export class TaskError extends Error {
  /** Error code, `PIPELINE_...`. */
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}
