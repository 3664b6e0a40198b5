import { evaluateBoolean } from '@tiphys/expression';
import type { Template } from '@tiphys/models';
import { addHeader, type HttpReply } from './http-call.ts';
import { bodyOf } from './http-request.ts';

type HttpFields = NonNullable<Template['http']>;

/** Whether a request succeeded. See docs/semantics/pods.md#http. */
export interface HttpVerdict {
  readonly phase: 'Succeeded' | 'Failed';
  readonly message?: string;
}

/**
 * Judges a response by the template's condition, or else by its status.
 *
 * @throws Error with Argo's text if the condition does not evaluate to a boolean
 */
export function judgeReply(fields: HttpFields, reply: HttpReply): HttpVerdict {
  const { successCondition = '' } = fields;
  if (successCondition === '') {
    if (reply.statusCode >= 200 && reply.statusCode < 300) return { phase: 'Succeeded' };
    return { phase: 'Failed', message: `received non-2xx response code: ${reply.statusCode}` };
  }
  if (evaluateBoolean(successCondition, environmentOf(fields, reply), { withArgoFunctions: false }))
    return { phase: 'Succeeded' };
  return { phase: 'Failed', message: `successCondition '${successCondition}' evaluated false` };
}

/** The request is described as it was written: without the default method, and without values from Secrets. */
function environmentOf(fields: HttpFields, reply: HttpReply): Readonly<Record<string, unknown>> {
  const headers = new Map<string, string[]>();
  for (const { name, value } of fields.headers ?? []) addHeader(headers, name, value ?? '');
  return {
    request: {
      method: fields.method ?? '',
      url: fields.url ?? '',
      body: fields.body ?? '',
      bodyBytes: [...bodyOf(fields)].map(BigInt),
      headers: Object.fromEntries(headers),
    },
    response: {
      statusCode: BigInt(reply.statusCode),
      body: reply.body.toString(),
      headers: Object.fromEntries(reply.headers),
    },
  };
}
