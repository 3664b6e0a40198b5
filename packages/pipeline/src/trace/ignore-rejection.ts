/**
 * Keeps promises that an error has rejected from ending the process, until the current turn of the event loop is over.
 *
 * An async function that a body calls without awaiting it leaves such a promise behind; the error itself is thrown to the caller.
 */
export function ignoreRejection(error: unknown): void {
  const listen = (reason: unknown): void => {
    // With a listener, node leaves it to that to end the process.
    if (reason !== error && process.listenerCount('unhandledRejection') === 1) throw reason;
  };
  process.on('unhandledRejection', listen);
  setImmediate(() => process.off('unhandledRejection', listen));
}
