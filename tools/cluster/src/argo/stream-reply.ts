import type { Call } from './call.ts';
import { replyOfProblem } from './problem-reply.ts';
import { pruneFields } from './prune-fields.ts';

const REASONS: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  404: 'Not Found',
  500: 'Internal Server Error',
};

/** Writes a stream as the Argo Server does: server-sent events, or a line of JSON for each message. An error is its last message. */
export async function streamReply(call: Call, messages: AsyncIterable<unknown>): Promise<void> {
  const { reply, accept } = call;
  const isEvents = accept.includes('text/event-stream');
  let started = false;
  const start = (status: number): void => {
    if (!started) reply.head(status, { 'content-type': isEvents ? 'text/event-stream' : 'application/json' });
    started = true;
  };
  const write = (message: unknown): void => {
    const text = JSON.stringify(pruneFields(message, call.query.get('fields') ?? ''));
    reply.write(isEvents ? `data: ${text} \n\n\n` : `${text}\n`);
  };
  try {
    for await (const result of messages) {
      start(200);
      write({ result });
      if (reply.signal.aborted) return;
    }
    start(200);
  } catch (error) {
    const { status, code, message } = replyOfProblem(error);
    start(status);
    write({ error: { grpc_code: code, http_code: status, message, http_status: REASONS[status] ?? '' } });
  }
  reply.end();
}
