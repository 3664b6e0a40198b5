/** Name of the input of an exit handler with the exit code. */
export const EXIT_CODE = 'exit-code';

/** Names of the inputs of an exit handler with the outcome, which no other input of its template may have. */
export const OUTCOME_NAMES: readonly string[] = ['status', 'result', EXIT_CODE];
