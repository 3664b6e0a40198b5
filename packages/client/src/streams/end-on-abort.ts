/** Iterates until the signal is aborted: then it ends, where without this it would throw the reason. */
export async function* endOnAbort<T>(
  items: AsyncIterable<T>,
  signal: AbortSignal | undefined,
): AsyncGenerator<T> {
  try {
    yield* items;
  } catch (error) {
    if (signal?.aborted !== true) throw error;
  }
}
