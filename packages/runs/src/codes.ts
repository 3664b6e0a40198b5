/** The code of every error of this package, with its meaning and what to do about it. */
export const runsCodes = {
  RUNS_INVALID_SELECTOR:
    'A selector of labels or fields cannot be read. Write KEY=VALUE, KEY!=VALUE, KEY in (A,B) or !KEY, separated by commas.',
  RUNS_STORE_IS_FILE: 'The store of local runs is a file. Pass a folder with --store.',
  RUNS_STORE_IS_LINK:
    'The folder of the runs is a symbolic link, which could lead anywhere. Pass the folder it points to with --store.',
  RUNS_UNKNOWN_ARTIFACT:
    'The node has no artifact with that name, or its file is gone. `tiphys get RUN NODE` lists the artifacts.',
  RUNS_UNKNOWN_NODE: 'The run has no node with that name or id. `tiphys get RUN -o wide` lists the nodes.',
  RUNS_UNKNOWN_RUN: 'There is no run with that name. `tiphys list` shows the runs.',
} as const;
