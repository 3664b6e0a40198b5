import { clientCodes } from '../codes.ts';
import { type ClientCode, ClientError, type ClientErrorContext } from '../contract/client-error.ts';

/** Returns an error whose message says what happened, and what to do if that does not go without saying. */
export function adviseOn(code: ClientCode, problem: string, context: ClientErrorContext = {}): ClientError {
  const isComplete =
    code === 'CLIENT_CONFIG' || (code === 'CLIENT_INVALID' && context.serverMessage !== undefined);
  const advice = isComplete ? '' : ` ${adviceOf(code)}`;
  return new ClientError(code, `${problem.replace(/[.\s]+$/, '')}.${advice}`, context);
}

/** Returns what to do about a code: all but the first sentence of its meaning. */
function adviceOf(code: ClientCode): string {
  const meaning: string = clientCodes[code];
  return meaning.slice(meaning.indexOf('. ') + 2);
}
