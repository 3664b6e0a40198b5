import type { Cluster, User } from '@kubernetes/client-node';

const EXEC_INFO = 'KUBERNETES_EXEC_INFO';

/**
 * Returns a user whose command for credentials gets the variable with which kubectl calls it. Some commands do not work without.
 *
 * @see https://kubernetes.io/docs/reference/access-authn-authz/authentication/#input-and-output-formats
 */
export function withExecInfo(user: User, cluster: Cluster): User {
  const { exec } = user;
  if (typeof exec !== 'object' || exec === null) return user;
  const info = {
    kind: 'ExecCredential',
    apiVersion: exec.apiVersion ?? 'client.authentication.k8s.io/v1',
    spec: {
      interactive: false,
      ...(exec.provideClusterInfo === true && { cluster: clusterInfo(cluster) }),
    },
  };
  const env = [...(exec.env ?? []), { name: EXEC_INFO, value: JSON.stringify(info) }];
  return { ...user, exec: { ...exec, env } };
}

function clusterInfo({ server, caData, tlsServerName, skipTLSVerify }: Cluster): object {
  return {
    server,
    ...(caData !== undefined && { 'certificate-authority-data': caData }),
    ...(tlsServerName !== undefined && { 'tls-server-name': tlsServerName }),
    ...(skipTLSVerify && { 'insecure-skip-tls-verify': true }),
  };
}
