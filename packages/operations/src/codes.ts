/** The code of every error of this package, with what it means and what to do. */
export const operationsCodes = {
  OPERATIONS_BACKFILL:
    'The period of a backfill has too many scheduled times. Choose a shorter period or a larger limit.',
  OPERATIONS_COMPLETED:
    'The workflow has ended, so it can no longer be suspended, stopped or terminated. Use retry or resubmit to run it again.',
  OPERATIONS_NODES_MISSING:
    'The status of the workflow does not hold its nodes, or refers to nodes that it does not hold. Read the workflow through the Argo Server, or resubmit it.',
  OPERATIONS_NOT_FAILED:
    'Only a workflow that is Failed or Error can be resubmitted with its results. Resubmit it without memoized.',
  OPERATIONS_NOT_RETRYABLE:
    'Only a workflow that is Failed or Error can be retried, or a Succeeded one with restartSuccessful and a node field selector. Wait for its end, or use resubmit.',
  OPERATIONS_NO_NODE:
    'No suspended node matches the node field selector. Look at the nodes with get: only suspend nodes that are Running can be changed.',
  OPERATIONS_OUTPUT:
    'An output parameter of a suspended node cannot be set, or has no value. Supply the parameters that the template declares with `valueFrom.supplied`.',
  OPERATIONS_PARAMETER: 'A parameter does not have the form NAME=VALUE. Add the equals sign and the value.',
  OPERATIONS_SCHEDULE:
    'A schedule or time zone is not valid. Write five fields, @daily or @every 1h, and a name such as Europe/Berlin.',
  OPERATIONS_SELECTOR:
    'A selector is not valid. A field selector looks like displayName=a,phase!=Failed; a label selector like app=web,!old.',
  OPERATIONS_SINCE:
    'A span of time is not valid. Write a number and one of the units s, m, h and d, such as 3h.',
} as const;
