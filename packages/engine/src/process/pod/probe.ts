import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { connect } from 'node:net';
import path from 'node:path';
import type { HTTPGetAction, Probe } from '@tiphys/models';
import type { PodContainer } from '../../pod-spec/pod-spec.ts';
import { runProcess } from '../running/run-process.ts';
import type { PlannedContainer, RunningPod } from './container-run.ts';
import { environmentOf } from './pod-command.ts';

/** Address at which processes of this machine reach a pod. */
export const POD_ADDRESS = '127.0.0.1';

/** The container that a probe reaches over the network. */
export interface ProbeTarget {
  readonly container: PodContainer;
  readonly address: string;
}

/** Runs a probe of a container once: a command in its file system, or a request to its address. Never rejects. */
export async function probeOnce(probe: Probe, planned: PlannedContainer, pod: RunningPod): Promise<boolean> {
  try {
    if (probe.exec === undefined) {
      return await probeNetwork(probe, { container: planned.container, address: POD_ADDRESS });
    }
    return await probeCommand(probe.exec.command ?? [], planned, { pod, milliseconds: timeoutOf(probe) });
  } catch {
    return false;
  }
}

/**
 * Sends a request to a container, or opens a connection. A gRPC probe succeeds when its port accepts connections.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/pods/probes/
 */
export function probeNetwork(probe: Probe, target: ProbeTarget): Promise<boolean> {
  const milliseconds = timeoutOf(probe);
  if (probe.httpGet !== undefined) return probeHttp(probe.httpGet, target, milliseconds);
  const action = probe.tcpSocket ?? probe.grpc;
  if (action === undefined) return Promise.resolve(true);
  const host = 'host' in action ? action.host : undefined;
  return probeTcp(portOf(action.port, target), host ?? target.address, milliseconds);
}

function timeoutOf({ timeoutSeconds = 1 }: Probe): number {
  return Math.max(1, timeoutSeconds) * 1000;
}

function probeHttp(action: HTTPGetAction, target: ProbeTarget, milliseconds: number): Promise<boolean> {
  const isSecure = action.scheme === 'HTTPS';
  const headers = (action.httpHeaders ?? []).map(({ name, value }) => [name, value ?? ''] as const);
  const options = {
    host: action.host === undefined || action.host === '' ? target.address : action.host,
    port: portOf(action.port, target),
    path: `/${(action.path ?? '/').replace(/^\//, '')}`,
    headers: Object.fromEntries(headers),
    timeout: milliseconds,
    agent: false,
    // As in Kubernetes, which does not check certificates of probes.
    rejectUnauthorized: false,
  };
  return new Promise((resolve) => {
    const request = (isSecure ? requestHttps : requestHttp)(options, (response) => {
      const status = response.statusCode ?? 0;
      response.destroy();
      resolve(status >= 200 && status < 400);
    });
    request.once('timeout', () => request.destroy());
    request.once('error', () => resolve(false));
    request.once('close', () => resolve(false));
    request.end();
  });
}

function probeTcp(port: number, host: string, milliseconds: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host, timeout: milliseconds });
    const end = (succeeded: boolean): void => {
      socket.destroy();
      resolve(succeeded);
    };
    socket.once('connect', () => end(true));
    socket.once('timeout', () => end(false));
    socket.once('error', () => end(false));
  });
}

/** Runs a command in the file system of the container. It does not see its processes. */
async function probeCommand(
  command: readonly string[],
  { container, plan }: PlannedContainer,
  { milliseconds, pod }: { readonly milliseconds: number; readonly pod: RunningPod },
): Promise<boolean> {
  const { containers, request, world } = pod;
  const context = { containers, environment: world.environment, plan };
  const process = runProcess(
    {
      nodeId: request.nodeId,
      container: `probe.${container.name}`,
      plan,
      command,
      workingDirectory: '/',
      environment: environmentOf(request, container, context).all,
      logFile: path.join(plan.directory, 'probe.log'),
      captureOutput: false,
      limits: {},
    },
    world,
  );
  const timer = setTimeout(() => process.signal('SIGKILL'), milliseconds);
  try {
    return (await process.done).exitCode === 0;
  } finally {
    clearTimeout(timer);
  }
}

/** Returns the number of a port, which may be given by the name that the container gives it. */
function portOf(port: number | string, { container }: ProbeTarget): number {
  if (typeof port === 'number' || /^\d+$/.test(port)) return Number(port);
  const found = container.fields.ports?.find(({ name }) => name === port);
  if (found === undefined) throw new Error(`the container has no port named ${port}`);
  return found.containerPort;
}
