import { clientCodes } from '../codes.ts';
import { type ClientCode, ClientError, type ClientErrorContext } from '../contract/client-error.ts';

/** Returns an error whose message says what happened and what to do. */
export function adviseOn(code: ClientCode, problem: string, context: ClientErrorContext = {}): ClientError {
  return new ClientError(code, `${problem.replace(/[.\s]+$/, '')}. ${adviceOf(code)}`, context);
}

/** Returns what to do about a code: all but the first sentence of its meaning. */
function adviceOf(code: ClientCode): string {
  const meaning: string = clientCodes[code];
  return meaning.slice(meaning.indexOf('. ') + 2);
}
