import type { OperationTable } from '@tiphys/models/operations';
import { type CallOptions, suggest } from '@tiphys/runs';
import { ClientError } from '../../contract/client-error.ts';
import type {
  OperationArguments,
  OperationName,
  OperationReply,
  ServerOperations,
} from '../../contract/operations.ts';
import { endOnAbort } from '../../streams/end-on-abort.ts';
import { readResults } from '../runs/read-results.ts';
import type { ServerRunsPlace } from '../server-place.ts';
import { operationRequest } from './operation-request.ts';

/** Returns the operations of an Argo Server. */
export function createOperations(where: ServerRunsPlace): ServerOperations {
  const { transport } = where;

  async function call<Name extends OperationName<'json'>>(
    name: Name,
    ...[request, options = {}]: OperationArguments<Name>
  ): Promise<OperationReply<Name>> {
    const table = await findOperation(name, 'json');
    const reply = await transport.json(operationRequest(name, table, request), options);
    if (typeof reply === 'object' && reply !== null && !Array.isArray(reply))
      // The fields of a reply are optional in its type, and those that newer servers add have a type, too.
      return reply as OperationReply<Name>;
    throw new ClientError('CLIENT_REPLY', `${name} answered without an object. A proxy may have answered.`);
  }

  async function* results(name: string, request: unknown, options: CallOptions): AsyncGenerator<object> {
    const { path } = operationRequest(name, await findOperation(name, 'stream'), request);
    yield* readResults(where, path, options);
  }

  async function* bytes(name: string, request: unknown, options: CallOptions): AsyncGenerator<Uint8Array> {
    const api = operationRequest(name, await findOperation(name, 'bytes'), request);
    const { chunks } = await transport.stream(api, options);
    yield* chunks;
  }

  return {
    call,
    stream: <Name extends OperationName<'stream'>>(
      name: Name,
      ...[request, options = {}]: OperationArguments<Name>
    ) =>
      // As for single replies.
      endOnAbort(results(name, request, options), options.signal) as AsyncIterable<OperationReply<Name>>,
    read: (name, ...[request, options = {}]) => endOnAbort(bytes(name, request, options), options.signal),
  };
}

/** The method that makes the operations of each form. */
const METHODS: Readonly<Record<OperationTable['form'], keyof ServerOperations>> = {
  json: 'call',
  stream: 'stream',
  bytes: 'read',
};

const REPLIES: Readonly<Record<OperationTable['form'], string>> = {
  json: 'one object',
  stream: 'a stream of events',
  bytes: 'the bytes of a file',
};

/** Returns an operation by its name. Commands that make none do not load them. */
async function findOperation(name: string, form: OperationTable['form']): Promise<OperationTable> {
  const { operations } = await import('@tiphys/models/operations');
  const tables: Readonly<Record<string, OperationTable>> = operations;
  const table = Object.hasOwn(tables, name) ? tables[name] : undefined;
  if (table === undefined)
    throw new ClientError(
      'CLIENT_ARGUMENT',
      `${JSON.stringify(name)} is not an operation of the Argo Server.${suggest(String(name), Object.keys(tables))} \`operations\` of @tiphys/models/operations lists all of them; \`request\` takes any path.`,
    );
  if (table.form === form) return table;
  throw new ClientError(
    'CLIENT_ARGUMENT',
    `${name} answers with ${REPLIES[table.form]}. Use operations.${METHODS[table.form]} instead of operations.${METHODS[form]}.`,
  );
}
