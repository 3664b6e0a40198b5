/** Thrown in a task if an input or output is invalid. Its message, `CODE: ...`, is printed without a stack. */
export class TaskError extends Error {}
