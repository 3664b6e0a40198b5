import type { CronStore } from '@tiphys/client';
import { openCronStore } from './cron-store.ts';

/** The CronWorkflows of this machine, as those of a cluster. */
export interface LocalCrons {
  readonly store: Pick<CronStore, 'list' | 'get' | 'delete' | 'suspend' | 'resume'>;
  /** Returns the file that a CronWorkflow is from. */
  fileOf(name: string): string | undefined;
}

/** Opens the CronWorkflows that were run on this machine. Each call throws CliError `CLI_UNKNOWN_CRON` for a name that was not. */
export function openLocalCrons(folder: string): LocalCrons {
  const crons = openCronStore(folder);
  return {
    fileOf: (name) => crons.find(name)?.file,
    store: {
      async list({ labels } = {}) {
        const { matchesLabels, parseLabelSelector } = await import('@tiphys/operations');
        const selector = parseLabelSelector(labels ?? '');
        return crons
          .list()
          .map(({ cron }) => cron)
          .filter(({ metadata }) => matchesLabels(selector, metadata.labels ?? {}));
      },
      get: async (name) => crons.get(name).cron,
      async delete(name) {
        crons.remove(name);
      },
      async suspend(name) {
        const { suspendCron } = await import('@tiphys/operations');
        return crons.write({ ...crons.get(name), cron: suspendCron(crons.get(name).cron) });
      },
      async resume(name) {
        const { resumeCron } = await import('@tiphys/operations');
        return crons.write({ ...crons.get(name), cron: resumeCron(crons.get(name).cron) });
      },
    },
  };
}
