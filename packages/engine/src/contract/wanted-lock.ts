/** A lock that a node or a workflow wants. */
export interface WantedLock {
  /** `ns/Mutex/name` or `ns/ConfigMap/map/key`. See docs/semantics/caching-and-locks.md#names-of-locks. */
  readonly name: string;
  /** How many may hold it at a time. */
  readonly limit: number;
}
