/** The code of every error of this package, with its meaning and what to do about it. */
export const engineCodes = {
  ENGINE_ARTIFACT_LOCATION:
    'An artifact is in a place that a local run cannot reach. Use a key without a bucket, or raw data.',
  ENGINE_IMAGE_COMMAND:
    'Nothing says what an image runs. Set `command` in the template, or use --image IMAGE=COMMAND.',
  ENGINE_INVALID_OBJECT:
    'A ConfigMap or Secret is one that Kubernetes refuses. Fix the field that the message names.',
  ENGINE_JOURNAL_DAMAGED: "A line of a run's journal is not JSON. Delete the line to read the rest.",
  ENGINE_SAME_NODE_ID:
    "Two nodes of the workflow get the same id from Argo's hash of their names. Rename one of the tasks.",
  ENGINE_STORE_RUN_NAME: 'The name cannot name a run. Use letters, digits, ".", "-" and "_".',
  ENGINE_STORE_UNKNOWN_RUN: 'The store has no run of that name. Check the name and the folder of the store.',
  ENGINE_STUCK:
    'The run waits for something that can never happen; Argo would leave it running forever. Fix what the message names.',
  ENGINE_TOO_MANY_ITERATIONS:
    'The loops have more iterations than a local run allows. Loop over fewer items, or raise --max-iterations.',
  ENGINE_UNKNOWN_PARAMETER:
    'The workflow has no parameter of that name. Choose one from the list in the message.',
  ENGINE_UNSUPPORTED_CONTAINER_SET:
    'A local run cannot run a `containerSet`. Submit the workflow to a cluster, or use a container.',
  ENGINE_UNSUPPORTED_DAEMON:
    'A local run cannot run a `daemon`. Submit the workflow to a cluster, or start the service yourself.',
  ENGINE_UNSUPPORTED_DATA:
    'A local run cannot run a `data` template. Submit the workflow to a cluster, or list the files in a script.',
  ENGINE_UNSUPPORTED_HTTP:
    'A local run cannot run an `http` template. Submit the workflow to a cluster, or send the request in a script.',
  ENGINE_UNSUPPORTED_INIT_CONTAINERS:
    'A local run cannot run `initContainers`. Submit the workflow to a cluster, or use a task of its own.',
  ENGINE_UNSUPPORTED_PLUGIN: 'A local run cannot run a `plugin` template. Submit the workflow to a cluster.',
  ENGINE_UNSUPPORTED_POD_SPEC_PATCH:
    'A local run has no pod that `podSpecPatch` could change. Submit the workflow to a cluster, or remove the field.',
  ENGINE_UNSUPPORTED_RESOURCE:
    'A local run cannot create Kubernetes resources. Submit the workflow to a cluster.',
  ENGINE_UNSUPPORTED_SIDECARS:
    'A local run cannot run `sidecars`. Submit the workflow to a cluster, or start the service yourself.',
  ENGINE_UNSUPPORTED_SUSPEND:
    'A local run cannot start a suspended workflow. Remove `suspend` from the spec.',
  ENGINE_UNSUPPORTED_SYNCHRONIZATION:
    'A local run has no locks that it could share with other workflows. Submit the workflow to a cluster, or remove `synchronization`.',
  ENGINE_VARIABLE_TOO_LARGE:
    'A value is too large for an environment variable. Pass it as a file or an artifact; in a function, use Large<T>.',
  ENGINE_VOLUME:
    'A local run cannot offer a volume of that kind. Use emptyDir, configMap, secret or persistentVolumeClaim.',
  ENGINE_WRITE_FAILED:
    'The folder of a run cannot be written. Check the permissions and the free space, or use --store.',
} as const;
