/** The values of a task by name. */
export type TaskInputs = Readonly<Record<string, unknown>>;

/** A result that has been written. */
export interface WrittenResult {
  /** The result as other tasks get it. */
  readonly result: unknown;
  /** What the task prints. @default '' */
  readonly output?: string;
}

/** Reads the inputs of a task, and writes its result. */
export interface TaskValues {
  /** @throws TaskError for a text that cannot be decoded, or a value that does not fit */
  read(): TaskInputs;
  /** @throws TaskError for a result that cannot be passed on */
  write(value: unknown): WrittenResult;
}
