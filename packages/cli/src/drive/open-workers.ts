import type { RunFolder } from '@tiphys/engine';
import type { LocalExecutor } from '@tiphys/local';
import type { World } from '../world/world.ts';
import { type RunSettings, taskEnvironment } from './run-settings.ts';

/** Opens the executor that runs functions in worker threads, and everything else with the executor of processes. */
export async function openWorkers(
  folder: RunFolder,
  processes: LocalExecutor,
  { settings, world }: { readonly settings: RunSettings; readonly world: World },
): Promise<LocalExecutor> {
  const { createWorkerExecutor } = await import('@tiphys/pipeline/workers');
  const { allowedHosts, limits, remoteBuckets } = settings;
  const environment = taskEnvironment(settings, world.env);
  const workers = createWorkerExecutor({
    folder,
    processes,
    environment,
    limits,
    allowedHosts,
    remoteBuckets,
  });
  const close = async (): ReturnType<LocalExecutor['close']> => {
    await workers.close();
    return processes.close();
  };
  return { ...workers, podPaths: workers.podPaths ?? { kind: 'own' }, close };
}
