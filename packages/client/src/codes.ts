/** The code of every error of this package, with its meaning and what to do about it. */
export const clientCodes = {
  CLIENT_ANSWER:
    'The run does not ask this question, or the answer does not fit it. Use a question and values that the message lists.',
  CLIENT_ARGUMENT: 'A function of the client got a wrong argument. Pass what the message says.',
  CLIENT_BUSY:
    'The server is too busy, even after several attempts. Try again later, or ask for less at once.',
  CLIENT_CONFIG:
    'The address or the credentials of the cluster cannot be used. Fix the option, the variable or the kubeconfig file.',
  CLIENT_CONFLICT:
    'The object already exists, or it has changed since it was read. Choose another name, or try again.',
  CLIENT_EXPIRED:
    'The server no longer has the version of the objects that was asked for. Read the list again from the start.',
  CLIENT_FORBIDDEN:
    'The server knows you, but does not let you do this. Ask for the permission that the message names.',
  CLIENT_INVALID: 'The server refused the object or the request. Fix what its message names, and try again.',
  CLIENT_NOT_FOUND: 'There is no such object on the server. Check its name and the namespace.',
  CLIENT_NOT_OFFERED:
    'This way to the cluster does not offer the operation. Use the way that the message names, such as --server or --kube, or check the path of the request.',
  CLIENT_REPLY:
    'The reply is not what this API sends. Check the address: a proxy or a login page may have answered.',
  CLIENT_RESULT:
    'The outputs of a run are not those of the pipeline. Attach the pipeline that the run was made from.',
  CLIENT_RUN_FAILED:
    'The run did not succeed. The message names the tasks that failed; `tiphys logs RUN` shows what they printed.',
  CLIENT_RUN_OPEN:
    'The run has not ended, and nothing continues it: its process was killed. Continue it with `tiphys resume RUN`.',
  CLIENT_SERVER: 'The server failed. The log of the server may say more.',
  CLIENT_TIMEOUT: 'The server did not answer in time. Check the network, or allow more time.',
  CLIENT_TOO_LARGE: 'The object is larger than the cluster stores. Move data into artifacts or ConfigMaps.',
  CLIENT_UNAUTHENTICATED: 'The server does not accept the credentials. Log in again, or pass another token.',
  CLIENT_UNREACHABLE:
    'The server could not be reached, or the connection broke. Check the address, the network and the certificates.',
} as const;
