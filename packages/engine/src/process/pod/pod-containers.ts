import { setTimeout as sleep } from 'node:timers/promises';
import type { PodRequest } from '../../contract/executor.ts';
import type { ContainerControl, ControlledContainer, PodControl } from '../container/container-control.ts';
import { type ContainerEnd, executorError, TERMINATED } from '../container/container-end.ts';

/** The containers of a pod that are ready to run. */
export interface PodContainers<C extends ControlledContainer = ControlledContainer> {
  readonly request: PodRequest;
  readonly control: PodControl;
  readonly inits: readonly C[];
  /** The main containers, then the sidecars. */
  readonly others: readonly C[];
  /** Runs a container until it ends. */
  readonly run: (planned: C) => Promise<ContainerEnd>;
}

/** The ends of containers, by name. */
export type ContainerEnds = ReadonlyMap<string, ContainerEnd>;

/** The init containers of a pod, after their turn. */
export interface RunInits {
  /** Those that have ended: all but the ones that keep running. */
  readonly ends: ContainerEnds;
  /** Ends those that keep running. */
  close(): Promise<void>;
}

/**
 * Runs the init containers one after the other, until one fails. Those that Kubernetes restarts always go on beside the main containers, and only their
 * start is waited for.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/
 */
export async function runInitContainers<C extends ControlledContainer>(
  pod: PodContainers<C>,
): Promise<RunInits> {
  const ends = new Map<string, ContainerEnd>();
  const lasting: { readonly planned: C; readonly end: Promise<ContainerEnd> }[] = [];
  const close = async (): Promise<void> => {
    for (const { planned } of lasting) planned.control.terminate();
    await Promise.allSettled(lasting.map(({ end }) => end));
  };
  try {
    for (const planned of pod.inits) {
      if (planned.container.fields.restartPolicy === 'Always') {
        const end = runAlways(planned, pod);
        lasting.push({ planned, end });
        await Promise.race([planned.control.started, end]);
        continue;
      }
      const end = await pod.run(planned);
      ends.set(planned.container.name, end);
      if (end.exitCode !== 0) break;
    }
    return { ends, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Milliseconds before a container that has ended is started again. */
const RESTART_PAUSE = 1000;

/** Runs a container again and again, until it is asked to end. */
async function runAlways<C extends ControlledContainer>(
  planned: C,
  { run }: PodContainers<C>,
): Promise<ContainerEnd> {
  for (;;) {
    const end = await run(planned);
    if (!planned.control.ending) await Promise.race([sleep(RESTART_PAUSE), planned.control.asked]);
    if (planned.control.ending) return end;
  }
}

/**
 * Runs the main containers in the order of their dependencies, with the sidecars beside them. When a main container fails, the others are
 * asked to end; when all have ended, the sidecars are.
 *
 * @throws the first error of a container that could not be started, after all others have ended
 */
export async function runContainers<C extends ControlledContainer>(
  pod: PodContainers<C>,
): Promise<ContainerEnds> {
  const mains = pod.others.filter(({ container }) => container.role === 'main');
  const sidecars = pod.others.filter(({ container }) => container.role === 'sidecar');
  const ends = new Map<string, Promise<ContainerEnd>>();
  for (const main of mains) void startMain(main, { pod, mains, ends });
  for (const planned of sidecars) {
    const end = guarded(pod, pod.run(planned));
    // It may fail long before the others have ended, and its error is only taken then.
    end.catch(() => {});
    ends.set(planned.container.name, end);
  }
  await Promise.allSettled(mains.map(({ container }) => ends.get(container.name)));
  for (const { control } of sidecars) control.terminate();
  await Promise.allSettled(ends.values());
  const settled = [...ends].map(async ([name, end]) => [name, await end] as const);
  return new Map(await Promise.all(settled));
}

interface MainsContext<C extends ControlledContainer> {
  readonly pod: PodContainers<C>;
  readonly mains: readonly C[];
  readonly ends: Map<string, Promise<ContainerEnd>>;
}

/** Starts a main container once those that it depends on have succeeded. They may come after it in the list. */
function startMain<C extends ControlledContainer>(main: C, context: MainsContext<C>): Promise<ContainerEnd> {
  const { ends, mains, pod } = context;
  const { container, control } = main;
  const known = ends.get(container.name);
  if (known !== undefined) return known;
  const { promise, resolve } = Promise.withResolvers<ContainerEnd>();
  ends.set(container.name, promise);
  const dependencies = container.dependencies.flatMap((name) => {
    const found = mains.find((candidate) => candidate.container.name === name);
    return found === undefined ? [] : [{ name, end: startMain(found, context) }];
  });
  const run = async (): Promise<ContainerEnd> => {
    for (const dependency of dependencies) {
      const problem = await waitFor(dependency, control);
      if (problem !== undefined) return problem;
    }
    const end = await pod.run(main);
    // Those that depend on it end with an error of their own first.
    if (end.exitCode !== 0) setImmediate(() => pod.control.terminateAll());
    return end;
  };
  resolve(guarded(pod, run()));
  return promise;
}

interface Dependency {
  readonly name: string;
  readonly end: Promise<ContainerEnd>;
}

/** Returns the end of a container that a dependency prevents from starting. */
async function waitFor(
  { name, end }: Dependency,
  control: ContainerControl,
): Promise<ContainerEnd | undefined> {
  const ended = await Promise.race([end, control.asked]);
  if (ended === undefined) return { exitCode: TERMINATED, message: '' };
  if (ended.exitCode === 0) return undefined;
  return executorError(`dependency ${JSON.stringify(name)} exited with non-zero code: ${ended.exitCode}`);
}

/** Ends the other containers when one could not be started. */
async function guarded(
  { control }: { readonly control: PodControl },
  run: Promise<ContainerEnd>,
): Promise<ContainerEnd> {
  try {
    return await run;
  } catch (error) {
    control.terminateAll();
    throw error;
  }
}
