/** A lock that tasks or runs share: a mutex, or a semaphore with a limit in a ConfigMap or in Argo's database. */
export interface Lock {
  readonly kind: 'lock';
  readonly lock:
    | { readonly mutex: string }
    | { readonly configMap: string; readonly key: string }
    | { readonly database: string };
}
