import path from 'node:path';
import type { Cluster } from '@tiphys/client';
import type { OptionSpec, ParsedArguments } from '../line/command.ts';
import type { World } from '../world/world.ts';

/** The options that say which cluster is meant. */
export const clusterOptions: Readonly<Record<string, OptionSpec>> = {
  kube: { summary: 'Use the Kubernetes API of the current context', type: 'flag' },
  context: {
    summary: 'Use the Kubernetes API of this context of the kubeconfig',
    type: 'text',
    value: 'NAME',
  },
  kubeconfig: {
    summary: 'Use the Kubernetes API that this kubeconfig describes',
    type: 'text',
    value: 'FILE',
    completes: 'file',
  },
  namespace: { summary: 'Use this namespace', type: 'text', short: 'n', value: 'NAMESPACE' },
};

/** A command that needs a cluster. */
export interface ClusterCommand {
  readonly args: ParsedArguments;
  readonly world: World;
}

/** Opens the cluster that the options of a command name, and calls a function with it. */
export async function inCluster<T>(
  { args, world }: ClusterCommand,
  use: (opened: { readonly cluster: Cluster }) => Promise<T>,
): Promise<T> {
  const { openKubernetes } = await import('@tiphys/client');
  const { env } = world;
  const file = args.text('kubeconfig');
  const cluster = await openKubernetes({
    env,
    kubeconfig: file === undefined ? undefined : path.resolve(world.cwd, file),
    context: args.text('context'),
    namespace: args.text('namespace') ?? (env.ARGO_NAMESPACE || undefined),
  });
  world.terminal.err(`Using ${cluster.place}\n`);
  try {
    return await use({ cluster });
  } finally {
    await cluster.close();
  }
}

/** Tells whether a command that works here and in a cluster looks at this machine. */
export function isOnThisMachine({ args, world }: ClusterCommand): boolean {
  const isNamed =
    args.flag('kube') || ['context', 'kubeconfig'].some((name) => args.text(name) !== undefined);
  return !isNamed && world.env.TIPHYS_PLACE !== 'kube';
}
