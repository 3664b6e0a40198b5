import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { type ClusterObject, startKubernetes } from '@tiphys/tools-cluster';

/** A cluster for the commands of a page, and the variables that lead there. */
export interface GuideCluster {
  readonly env: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

const KINDS = ['workflows', 'workflowtemplates', 'clusterworkflowtemplates', 'cronworkflows'];

/** Starts a cluster as the quick start of Argo leaves it. Workflows really run there, as processes of this machine. */
export async function openGuideCluster(project: string): Promise<GuideCluster> {
  const server = await startKubernetes();
  for (const object of [...KINDS.map(definitionOf), controllerConfiguration])
    server.state.objects.create(object);
  // Beside the project, as in the home of a reader.
  const kubeconfig = `${project}.kubeconfig`;
  const text = server.kubeconfig({ token: 'token-of-the-guide' });
  // As in a cluster of kind.
  writeFileSync(kubeconfig, text.replaceAll('"test"', '"kind-kind"').replace('"default"', '"argo"'));
  return { env: { KUBECONFIG: path.resolve(kubeconfig) }, close: () => server.close() };
}

function definitionOf(plural: string): ClusterObject {
  const openAPIV3Schema = { type: 'object', properties: { spec: { properties: { entrypoint: {} } } } };
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${plural}.argoproj.io`, namespace: '' },
    spec: { versions: [{ name: 'v1alpha1', schema: { openAPIV3Schema } }] },
  };
}

const controllerConfiguration: ClusterObject = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'workflow-controller-configmap', namespace: 'argo' },
  data: { artifactRepository: 's3: { bucket: my-bucket, endpoint: minio:9000 }' },
};
