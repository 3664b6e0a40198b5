import type { Reply } from '../loopback/reply.ts';
import type { ClusterState } from '../state/cluster-state.ts';

/** A request to the Argo Server, taken apart. */
export interface Call {
  readonly state: ClusterState;
  /** The parts of the path that its pattern names, decoded. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** The JSON that was sent; an empty object if there was none. */
  readonly body: Readonly<Record<string, unknown>>;
  readonly accept: string;
  readonly reply: Reply;
}

/** A route: its method, the pattern of its path, and what it answers; undefined if it has written the reply itself. */
export interface Route {
  readonly method: string;
  readonly path: RegExp;
  readonly answer: (call: Call) => unknown;
}

/** Returns a route. `{name}` in the path stands for one part of it. */
export function route(method: string, path: string, answer: Route['answer']): Route {
  const pattern = path.replaceAll(/\{(\w+)\}/g, '(?<$1>[^/]+)');
  return { method, path: new RegExp(`^${pattern}$`), answer };
}
