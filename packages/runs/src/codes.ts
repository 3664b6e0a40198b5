/** The code of every error of this package, with its meaning and what to do about it. */
export const runsCodes = {
  RUNS_ANSWER:
    'An answer for a suspended node is missing, is none of the choices, does not fit its type, or nobody asks for it, or another answer came first, or no suspended node matches the selector. Pass the values that the message names with -p NAME=VALUE, and select one of the nodes.',
  RUNS_ENDED: 'The run has ended. Use `tiphys retry` or `tiphys resubmit` to run it again.',
  RUNS_INTERRUPTED:
    'The process of the run was killed, so the run cannot be changed this way. Continue it with `tiphys resume RUN`, or end it with `tiphys terminate RUN`.',
  RUNS_INVALID_SELECTOR:
    'A selector of labels or fields cannot be read. Write KEY=VALUE, KEY!=VALUE, KEY in (A,B) or !KEY, separated by commas.',
  RUNS_NOT_KEPT: 'Local runs keep no logs of earlier containers. Leave out --previous.',
  RUNS_SECRET_MISSING:
    'A run that has ended is to run again, but the data of its Secrets is not kept. Pass the file of the Secret with --with.',
  RUNS_STORE_IS_LINK:
    'The folder of the runs is a symbolic link, which could lead anywhere. Pass the folder it points to with --store.',
  RUNS_UNKNOWN_ARTIFACT:
    'The node has no artifact with that name, or its file is gone. `tiphys get RUN NODE` lists the artifacts.',
  RUNS_UNKNOWN_NODE: 'The run has no node with that name or id. `tiphys get RUN -o wide` lists the nodes.',
  RUNS_UNKNOWN_RUN: 'There is no run with that name. `tiphys list` shows the runs.',
} as const;
