import { parseUrl } from '@tiphys/go';
import type { Clock } from '../../contract/clock.ts';
import { sendRequest } from '../http/follow-redirects.ts';
import type { HttpReply } from '../http/http-call.ts';
import { waitFor } from '../wait-for.ts';
import { type PluginReply, readPluginReply } from './plugin-reply.ts';

/** Where a plugin listens. */
export interface PluginAddress {
  /** Such as `http://127.0.0.1:4355`. */
  readonly url: string;
  /** The token that the plugin expects. @default an empty token */
  readonly token?: string;
}

/** How a plugin is called. */
export interface PluginCall {
  readonly address: PluginAddress;
  /** JSON text of the arguments of `template.execute`. */
  readonly body: string;
  readonly signal: AbortSignal;
  readonly clock: Clock;
  /** Most bytes of a reply. */
  readonly maximumBytes: number;
}

const ATTEMPTS = 5;
const FIRST_DELAY = 1000;
const CALL_TIMEOUT = 30_000;

/**
 * Calls `template.execute` of a plugin as Argo's agent does. It tries again while the plugin is not there or not ready.
 *
 * @throws Error with Argo's text if the plugin fails or answers something else than a reply
 */
export async function callPlugin(call: PluginCall): Promise<PluginReply> {
  for (let attempt = 1; ; attempt += 1) {
    const answer = await post(call);
    if (!('problem' in answer)) return answer;
    if (!answer.transient || attempt === ATTEMPTS || call.signal.aborted) throw new Error(answer.problem);
    await waitFor(FIRST_DELAY * 2 ** (attempt - 1), call.clock, call.signal);
  }
}

interface Problem {
  readonly problem: string;
  /** Whether another attempt may help. */
  readonly transient: boolean;
}

async function post(call: PluginCall): Promise<PluginReply | Problem> {
  const { address, body } = call;
  const timeout = AbortSignal.timeout(CALL_TIMEOUT);
  const request = {
    method: 'POST',
    url: parseUrl(`${address.url}/api/v1/template.execute`),
    headers: new Map([
      ['Content-Type', ['application/json']],
      ['Authorization', [`Bearer ${address.token ?? ''}`]],
    ]),
    body: Buffer.from(body),
  };
  let reply: HttpReply;
  try {
    reply = await sendRequest(request, {
      // The user gave the address.
      allowedHosts: ['*'],
      who: 'The plugin',
      insecure: false,
      signal: AbortSignal.any([call.signal, timeout]),
      maximumBytes: call.maximumBytes,
    });
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    if (!timeout.aborted) return { problem: error.message, transient: true };
    const problem = error.message.replace(
      timeout.reason instanceof Error ? timeout.reason.message : '',
      'context deadline exceeded (Client.Timeout exceeded while awaiting headers)',
    );
    return { problem, transient: true };
  }
  return readReply(reply);
}

function readReply({ statusCode, statusText, body }: HttpReply): PluginReply | Problem {
  const text = body.toString();
  if (statusCode === 200) return readPluginReply(text);
  // A plugin without this method takes no templates.
  if (statusCode === 404) return { requeue: 0 };
  if (statusCode === 503) return { problem: text, transient: true };
  return { problem: `${statusCode} ${statusText}: ${text}`, transient: false };
}
