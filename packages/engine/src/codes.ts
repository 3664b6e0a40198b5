/** The code of every error of this package, with its meaning and what to do about it. */
export const engineCodes = {
  ENGINE_ARTIFACT_LOCATION: 'The address of an artifact is not valid. Fix it as the message says.',
  ENGINE_FILE_DAMAGED:
    'A file of the store is damaged, since another program changed it or the machine lost power. The message names the file, and says what to do.',
  ENGINE_RUN_REMOVED:
    'The folder of a run was removed while it went on. Start it again, and use `tiphys delete` to remove a run that goes on.',
  ENGINE_HOST_NOT_ALLOWED:
    'A local run contacts only this machine unless you allow more. Use --allow-host HOST if you trust the workflow.',
  ENGINE_DOCKER_FAILED:
    'The program of Docker or Podman failed. The message has its reason; the same command by hand may show more.',
  ENGINE_DOCKER_NOT_FOUND:
    'Neither docker nor podman is in PATH, or not the one that was asked for. Install it, or run the tasks as processes.',
  ENGINE_DOCKER_UNREACHABLE:
    'The program of Docker or Podman cannot reach its server. Start it, and check that `docker ps` works for your user.',
  ENGINE_IMAGE_COMMAND:
    'The command of an image is not known. Set `command` in the template, or use --image IMAGE=COMMAND. With --executor docker, images run.',
  ENGINE_IMAGE_PULL:
    'An image cannot be pulled. Check its name (Podman may need it with its registry), sign in to its registry, or build it on this machine.',
  ENGINE_INVALID_OBJECT:
    'Kubernetes would not accept a ConfigMap or Secret. Fix the field that the message names.',
  ENGINE_JOURNAL_DAMAGED: "A line of a run's journal is not JSON. Delete the line to read the rest.",
  ENGINE_JOURNAL_FORMAT:
    "A run's journal does not say what was run, or another version of Tiphys wrote it. Use that version, or start the workflow again.",
  ENGINE_JOURNAL_MISMATCH:
    "A run's journal does not fit its workflow, because it was edited or another version of Tiphys wrote it. Start the workflow again.",
  ENGINE_REFUSED:
    "An API server with Argo's CRDs would refuse the object. Fix the field that the message names.",
  ENGINE_RESOURCE_KIND:
    'A resource template uses a kind of object that does nothing in a local run, such as a Job or a Workflow. Add --cluster to use the cluster of your kubeconfig.',
  ENGINE_RUN_FINISHED:
    'The run has ended, so it takes no more commands. Retry or resubmit it to run it again.',
  ENGINE_RUN_LIVE: 'Another process drives the run. Wait until it ends, or stop the run.',
  ENGINE_RUN_MOVED:
    'The tasks of a run would not find their files, because the run was moved or this system isolates tasks in another way. Resume it where it was started.',
  ENGINE_KUBECTL:
    '--cluster needs kubectl with a current context. Install it, or choose a context with `kubectl config use-context NAME`.',
  ENGINE_NO_EXECUTOR:
    'A run that was started from code has no executor for a kind of templates, such as `http`. Give it one with `combineExecutors`.',
  ENGINE_NO_ARTIFACT:
    'A node has no artifact of that name, or its file is not in the folder of the run. The message says which it is.',
  ENGINE_PLUGIN_ADDRESS:
    'A template uses a plugin whose address is not known. Start the plugin, and add --plugin NAME=http://127.0.0.1:PORT.',
  ENGINE_NO_ADDRESS:
    'A daemon has no address that other tasks could reach, because Podman does not run as root. Use Docker, or run the tasks as processes.',
  ENGINE_NO_IMAGE:
    'A container has no image, so Docker cannot run it. Set `image`, or run the tasks as processes.',
  ENGINE_PRIVILEGED:
    'A container asks for privileges that would give it this machine. Remove `privileged` and `capabilities.add`.',
  ENGINE_SAME_NODE_ID: "Argo's hash gives two nodes of the workflow the same id. Rename one of the tasks.",
  ENGINE_STORE_RUN_NAME: 'The name of a run is not valid. Use letters, digits, ".", "-" and "_".',
  ENGINE_STORE_UNKNOWN_RUN:
    'The store has no run with that name. Check the name and the folder of the store.',
  ENGINE_STUCK:
    'The run waits for something that can never happen; Argo would leave it Running forever. The message says what to fix.',
  ENGINE_TOO_MANY_ITERATIONS:
    'The loops have more iterations than a local run allows. Loop over fewer items, or raise --max-iterations.',
  ENGINE_TOO_MANY_NODES:
    'The workflow has more nodes than a local run allows, such as when templates call themselves without end. End the recursion with a `when`, or raise --max-iterations.',
  ENGINE_UNKNOWN_PARAMETER:
    'The workflow has no parameter with that name. Choose one from the list in the message.',
  ENGINE_VARIABLE_TOO_LARGE:
    'A value is too large for an environment variable. Pass it as a file or an artifact; in a function, use Large<T>.',
  ENGINE_VOLUME:
    'Local runs do not support volumes of that kind. Use emptyDir, configMap, secret or persistentVolumeClaim.',
  ENGINE_WRITE_FAILED:
    'The folder of a run is not writable. Check the permissions and the free space, or use --store.',
} as const;
