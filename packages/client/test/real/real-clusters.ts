import type { Cluster, ClusterMode } from '../../src/index.ts';
import { openKubernetes } from '../../src/kubernetes/open-kubernetes.ts';
import { openArgoServer } from '../../src/server/open-argo-server.ts';

/** A way to a real Argo that the environment may name. */
export interface RealCluster {
  readonly mode: ClusterMode;
  /** Title of the tests, which says why they are skipped. */
  readonly title: string;
  readonly isGiven: boolean;
  open(): Promise<Cluster>;
}

const { TIPHYS_TEST_ARGO_SERVER: server, TIPHYS_TEST_KUBECONFIG: kubeconfig } = process.env;
const token = process.env.TIPHYS_TEST_ARGO_TOKEN;
const tokenHeader = token === undefined ? undefined : { authorization: `Bearer ${token}` };
/** The namespace of the runs, in which the service account `default` may do what Argo's executor needs. */
const namespace = process.env.TIPHYS_TEST_NAMESPACE ?? 'default';

/** The two ways to a real Argo. */
export const realClusters: readonly RealCluster[] = [
  {
    mode: 'server',
    title: titleOf('the Argo Server', server, 'TIPHYS_TEST_ARGO_SERVER'),
    isGiven: server !== undefined,
    open: async () => openArgoServer({ server: server ?? '', namespace, headers: tokenHeader }),
  },
  {
    mode: 'kubernetes',
    title: titleOf('the Kubernetes API', kubeconfig, 'TIPHYS_TEST_KUBECONFIG'),
    isGiven: kubeconfig !== undefined,
    open: () => openKubernetes({ kubeconfig: kubeconfig ?? '', namespace }),
  },
];

function titleOf(what: string, value: string | undefined, variable: string): string {
  return value === undefined ? `${what} (skipped: ${variable} is not set)` : what;
}
