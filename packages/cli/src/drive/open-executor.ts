import type { Executor, RunFolder } from '@tiphys/engine';
import type { LocalExecutor } from '@tiphys/local';
import type { World } from '../world/world.ts';
import { openContainers } from './open-containers.ts';
import { openWorkers } from './open-workers.ts';
import { pluginAddresses } from './plugin-addresses.ts';
import { type RunSettings, readRunSettings, taskEnvironment } from './run-settings.ts';

/** Opens the executors of a run, as its settings say. `say` prints what the user should know before the run starts. */
export async function openExecutor(
  folder: RunFolder,
  world: World,
  say: (text: string) => void,
): Promise<LocalExecutor> {
  const {
    combineExecutors,
    createHttpExecutor,
    createKubectlCluster,
    createPluginExecutor,
    defaultLimits,
    openRunResources,
  } = await import('@tiphys/engine');
  const settings = await readRunSettings(folder);
  const { allowedHosts, cluster: context, plugins } = settings;
  const limits = { ...defaultLimits, ...settings.limits };
  const tasks = await openPods(folder, { settings, world, say });
  const cluster = context === '' ? undefined : createKubectlCluster({ environment: world.env, context });
  if (context !== '') say(`Resource templates use the cluster of the kubectl context "${context}".`);
  const { remoteBuckets } = settings;
  const searchPath = world.env.PATH ?? '';
  const resources = openRunResources({ folder, cluster, allowedHosts, remoteBuckets, limits, searchPath });
  const executor = combineExecutors({
    pod: resources.withObjects(tasks),
    data: resources.withObjects(tasks),
    http: resources.withObjects(createHttpExecutor({ allowedHosts, limits })),
    plugin: createPluginExecutor({ plugins: pluginAddresses(plugins, world.env), limits }),
    resource: resources.executor,
  });
  const close = async (): Promise<readonly string[]> => {
    const warnings = await tasks.close();
    await resources.close();
    return warnings;
  };
  return Object.assign(executor, { close });
}

interface Opening {
  readonly settings: RunSettings;
  readonly world: World;
  readonly say: (text: string) => void;
}

/** Opens the executor of pods. */
async function openPods(
  folder: RunFolder,
  { settings, world, say }: Opening,
): Promise<Executor & Pick<LocalExecutor, 'close'>> {
  const { images, limits, allowedHosts, remoteBuckets, executor } = settings;
  if (executor === 'docker' || executor === 'podman')
    return openContainers(folder, { ...settings, executor }, { world, say });
  const { createProcessExecutor } = await import('@tiphys/engine');
  const processes = createProcessExecutor({
    folder,
    environment: taskEnvironment(settings, world.env),
    images,
    limits,
    allowedHosts,
    remoteBuckets,
    onNotice: say,
  });
  const notice = processes.findNotice();
  if (notice !== undefined) say(notice);
  return executor === 'workers' ? openWorkers(folder, processes, { settings, world }) : processes;
}
