/**
 * Prevents promises rejected with an error from ending the process, during the current turn of the event loop.
 *
 * An async function that a body calls without awaiting it leaves such a promise. The error itself is thrown to the caller.
 */
export function ignoreRejection(error: unknown): void {
  const listen = (reason: unknown): void => {
    // If there is a listener, Node.js does not end the process itself.
    if (reason !== error && process.listenerCount('unhandledRejection') === 1) throw reason;
  };
  process.on('unhandledRejection', listen);
  setImmediate(() => process.off('unhandledRejection', listen));
}
