import type { Workflow } from '@tiphys/models';
import { OperationError } from '@tiphys/operations';
import { ClientError } from '../../contract/client-error.ts';

/**
 * Returns what a change of a run gives that the server computes. A change that it refuses is computed here, too: an error of the operations has the same
 * message, but says what kind of error it is, and what to do.
 *
 * @param compute makes the same change here
 * @throws OperationError if the change is refused here with the same message; otherwise what the change throws
 */
export async function explainRefusal(
  change: () => Promise<Workflow>,
  compute: () => Promise<unknown>,
): Promise<Workflow> {
  try {
    return await change();
  } catch (error) {
    if (!(error instanceof ClientError) || error.serverMessage === undefined) throw error;
    throw (await sameRefusal(error.serverMessage, compute)) ?? error;
  }
}

/** Returns the error of a change that is computed here; undefined if it has another message, or the run cannot be read. */
async function sameRefusal(
  message: string,
  compute: () => Promise<unknown>,
): Promise<OperationError | undefined> {
  try {
    await compute();
  } catch (error) {
    if (error instanceof OperationError && message.includes(error.argoMessage)) return error;
    if (!(error instanceof OperationError || error instanceof ClientError)) throw error;
  }
  return undefined;
}
