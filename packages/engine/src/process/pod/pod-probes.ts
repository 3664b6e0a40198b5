import { setTimeout as sleep } from 'node:timers/promises';
import type { Probe } from '@tiphys/models';
import type { PodNotice } from '../../contract/executor.ts';
import type { ControlledContainer } from '../container/container-control.ts';
import type { PodContainers } from './pod-containers.ts';

/** Without a reason, an error with a stack would be made for each pod. */
const POD_ENDED = new Error('the pod has ended');

/**
 * Watches the probes of the containers of a pod. Reports once when all containers of a daemon are ready, and ends a container whose startup
 * or liveness probe fails.
 */
export function watchProbes<C extends ControlledContainer>(
  pod: PodContainers<C>,
  report: (notice: PodNotice) => void,
  prober: Prober<C>,
): { close(): void } {
  const stopping = new AbortController();
  const { signal } = stopping;
  const waits = pod.others.map((planned) => watchContainer(planned, { pod, prober, signal }));
  void Promise.all(waits).then(async (ready) => {
    if (pod.request.template.daemon !== true || !ready.every(Boolean)) return;
    const podIP = await prober.address();
    if (!signal.aborted && podIP !== undefined) report({ kind: 'ready', podIP });
  });
  return { close: () => stopping.abort(POD_ENDED) };
}

/** Reaches the containers of a pod. */
export interface Prober<C> {
  /** Runs a probe of a container once. Never rejects. */
  check(probe: Probe, planned: C): Promise<boolean>;
  /** Returns the address of the pod; undefined if it has ended. */
  address(): string | Promise<string | undefined>;
}

interface WatchContext<C extends ControlledContainer> {
  readonly pod: PodContainers<C>;
  readonly prober: Prober<C>;
  readonly signal: AbortSignal;
}

/** Resolves to true when the container is ready; to false when the pod ends before. */
async function watchContainer<C extends ControlledContainer>(
  planned: C,
  { pod, prober, signal }: WatchContext<C>,
): Promise<boolean> {
  const { livenessProbe, readinessProbe, startupProbe } = planned.container.fields;
  const check = (probe: Probe): Promise<boolean> => prober.check(probe, planned);
  await planned.control.started;
  if (startupProbe !== undefined && !(await untilStarted(startupProbe, check, signal))) {
    if (!signal.aborted) planned.control.terminate();
    return false;
  }
  if (livenessProbe !== undefined) {
    void untilDead(livenessProbe, check, signal).then((isDead) => {
      if (isDead) planned.control.terminate();
    });
  }
  return readinessProbe === undefined || pod.request.template.daemon !== true
    ? !signal.aborted
    : untilReady(readinessProbe, check, signal);
}

type Check = (probe: Probe) => Promise<boolean>;

/** Waits until a probe has succeeded; gives false once it has failed too often. */
async function untilStarted(probe: Probe, check: Check, signal: AbortSignal): Promise<boolean> {
  const allowed = probe.failureThreshold ?? 3;
  let failures = 0;
  for await (const succeeded of results(probe, check, signal)) {
    if (succeeded) return true;
    failures += 1;
    if (failures >= allowed) return false;
  }
  return false;
}

/** Waits until a probe has succeeded as often as it must in a row. */
async function untilReady(probe: Probe, check: Check, signal: AbortSignal): Promise<boolean> {
  let successes = 0;
  // Kubernetes would wait for the whole period, 10 s by default, although the service may be ready at once.
  const often = { ...probe, periodSeconds: Math.min(1, periodOf(probe)) };
  for await (const succeeded of results(often, check, signal)) {
    successes = succeeded ? successes + 1 : 0;
    if (successes >= (probe.successThreshold ?? 1)) return true;
  }
  return false;
}

/** Waits until a probe has failed as often as it may in a row. */
async function untilDead(probe: Probe, check: Check, signal: AbortSignal): Promise<boolean> {
  let failures = 0;
  for await (const succeeded of results(probe, check, signal)) {
    failures = succeeded ? 0 : failures + 1;
    if (failures >= (probe.failureThreshold ?? 3)) return true;
  }
  return false;
}

/** Yields the results of a probe until the pod ends. */
async function* results(probe: Probe, check: Check, signal: AbortSignal): AsyncGenerator<boolean> {
  await pause(probe.initialDelaySeconds ?? 0, signal);
  while (!signal.aborted) {
    const succeeded = await check(probe);
    if (signal.aborted) return;
    yield succeeded;
    await pause(periodOf(probe), signal);
  }
}

function periodOf({ periodSeconds }: Probe): number {
  return periodSeconds === undefined || periodSeconds <= 0 ? 10 : periodSeconds;
}

async function pause(seconds: number, signal: AbortSignal): Promise<void> {
  // The end of the pod ends the pause.
  await sleep(seconds * 1000, undefined, { signal, ref: false }).catch(() => {});
}
