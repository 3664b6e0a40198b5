import type { OptionSpec } from '../line/command.ts';

/** The title of the options in the help of a command. */
const section = 'Where';

/** The options that choose the Argo Server, and how to reach it. They have the names that `argo` gives them. */
export const serverOptions: Readonly<Record<string, OptionSpec>> = {
  server: {
    summary: 'Use the Argo Server at this address, such as https://argo.example.org',
    type: 'text',
    short: 's',
    value: 'URL',
    section,
  },
  'argo-server': { summary: 'The same as --server', type: 'text', value: 'HOST:PORT', section },
  header: {
    summary: 'Send this header to the Argo Server',
    type: 'list',
    short: 'H',
    value: 'NAME:VALUE',
    section,
  },
  secure: {
    summary: 'Use TLS for the Argo Server (default); --secure=false does not',
    type: 'flag',
    short: 'e',
    section,
  },
  'argo-base-href': {
    mayBeEmpty: true,
    summary: 'Set the path that the Argo Server is under (default: ARGO_BASE_HREF)',
    type: 'text',
    value: 'PATH',
    section,
  },
  'argo-http1': {
    summary: 'Accepted because argo has it: the Argo Server is always called with HTTP/1',
    type: 'flag',
    section,
  },
};

/** The options that choose the Kubernetes API, and how to reach it. They have the names that `kubectl` gives them. */
export const kubernetesOptions: Readonly<Record<string, OptionSpec>> = {
  kube: { summary: 'Use the Kubernetes API of the current context', type: 'flag', section },
  context: {
    summary: 'Use the Kubernetes API of this context of the kubeconfig',
    type: 'text',
    value: 'NAME',
    section,
  },
  kubeconfig: {
    summary: 'Use the Kubernetes API that this kubeconfig describes',
    type: 'text',
    value: 'FILE',
    completes: 'file',
    section,
  },
};

/** The options for both ways to a cluster. */
const commonOptions: Readonly<Record<string, OptionSpec>> = {
  namespace: {
    summary: 'Use this namespace (default: ARGO_NAMESPACE, or that of the context)',
    type: 'text',
    short: 'n',
    value: 'NAMESPACE',
    section,
  },
  token: {
    summary: 'Authenticate with this token (default: ARGO_TOKEN)',
    type: 'text',
    value: 'TOKEN',
    section,
  },
  'insecure-skip-verify': {
    summary: 'Accept any certificate of the server',
    type: 'flag',
    short: 'k',
    section,
  },
  'insecure-skip-tls-verify': { summary: 'The same as --insecure-skip-verify', type: 'flag', section },
  instanceid: {
    mayBeEmpty: true,
    summary: 'Only workflows of the controller with this instance id (default: ARGO_INSTANCEID)',
    type: 'text',
    value: 'ID',
    section,
  },
  'request-timeout': {
    summary: 'Wait at most this long for a reply, such as 30s or 2m',
    type: 'text',
    value: 'DURATION',
    section,
  },
};

/** All options that are about a cluster. */
export const clusterOptions: Readonly<Record<string, OptionSpec>> = {
  ...serverOptions,
  ...kubernetesOptions,
  ...commonOptions,
};

/** The option that chooses the runs on this machine. */
export const localOption: { readonly local: OptionSpec } = {
  local: { summary: 'Use the runs on this machine', type: 'flag', section },
};

/** The option that looks into all namespaces. */
export const allNamespacesOption: { readonly 'all-namespaces': OptionSpec } = {
  'all-namespaces': { summary: 'Look into all namespaces of the cluster', type: 'flag', short: 'A', section },
};
