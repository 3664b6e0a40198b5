import type { Template } from '@tiphys/models';
import { type AllowedHosts, findHostProblem } from '../../contract/allowed-hosts.ts';
import { type Clock, systemClock } from '../../contract/clock.ts';
import { EngineError } from '../../contract/engine-error.ts';
import { describeError } from '../../contract/error-text.ts';
import type { Executor, PodRequest, PodResult } from '../../contract/executor.ts';
import { defaultLimits, LimitError, type Limits } from '../../contract/limits.ts';
import { startCall } from '../start-call.ts';
import { sendRequest } from './follow-redirects.ts';
import { httpRequest } from './http-request.ts';
import { judgeReply } from './success-condition.ts';

/** Options of {@link createHttpExecutor}. */
export interface HttpExecutorOptions {
  /** Hosts that templates may call besides this machine. @default none */
  readonly allowedHosts?: AllowedHosts;
  /** Limits of the run, of which `parameterBytes` is that of a body. @default the default limits */
  readonly limits?: Limits;
  /** Enforces deadlines. @default the system clock */
  readonly clock?: Clock;
}

/**
 * Creates an executor that sends the requests of `http` templates from this process, as Argo's agent does. The body of the response is
 * the result. See docs/semantics/pods.md#http.
 */
export function createHttpExecutor(options: HttpExecutorOptions = {}): Executor {
  const { clock = systemClock, allowedHosts = [] } = options;
  return {
    start: (request) => startCall(request, clock, (signal) => callHttp(request, signal, options)),
    findUnsupported: (template) => {
      const message = findHostProblem(template.http?.url ?? '', allowedHosts, nameOf(template));
      return message === undefined ? undefined : { code: 'ENGINE_HOST_NOT_ALLOWED', message };
    },
  };
}

function nameOf(template: Template): string {
  return template.name === undefined ? 'An inline template' : `Template "${template.name}"`;
}

async function callHttp(
  { template, objects }: PodRequest,
  stop: AbortSignal,
  options: HttpExecutorOptions,
): Promise<PodResult> {
  const { allowedHosts = [], limits = defaultLimits } = options;
  const fields = template.http;
  if (fields === undefined) throw new Error('unreachable: the template has no http');
  const nothing = { parameters: [], artifacts: [] };
  const timeout = startTimeout(fields.timeoutSeconds, stop);
  try {
    const reply = await sendRequest(httpRequest(fields, objects), {
      allowedHosts,
      who: nameOf(template),
      insecure: fields.insecureSkipVerify === true,
      signal: timeout.signal,
      maximumBytes: limits.parameterBytes,
    });
    return { ...judgeReply(fields, reply), result: reply.body.toString(), ...nothing };
  } catch (error) {
    if (error instanceof EngineError)
      return { phase: 'Error', message: `${error.code}: ${error.message}`, ...nothing };
    // Argo's agent cannot store such a result.
    if (error instanceof LimitError) return { phase: 'Error', message: error.message, ...nothing };
    return { phase: 'Failed', message: describeError(error), ...nothing };
  } finally {
    timeout.clear();
  }
}

/** Returns a signal that aborts when the time is over or the other signal does. */
function startTimeout(
  seconds: number | undefined,
  stop: AbortSignal,
): { readonly signal: AbortSignal; clear(): void } {
  if (seconds === undefined || seconds > MAXIMUM_TIMEOUT_SECONDS) return { signal: stop, clear: () => {} };
  const over = new AbortController();
  const expire = (): void => over.abort(new Error('context deadline exceeded'));
  if (seconds <= 0) expire();
  const timer = setTimeout(expire, Math.max(seconds, 0) * 1000);
  return { signal: AbortSignal.any([stop, over.signal]), clear: () => clearTimeout(timer) };
}

/** The longest delay of a timer. */
const MAXIMUM_TIMEOUT_SECONDS = Math.floor((2 ** 31 - 1) / 1000);
