import type { Exchange } from './exchange.ts';
import type { Aside } from './replay-server.ts';

/** Answers the request that reads the workflow before it is changed. */
export const before =
  (spec: object) =>
  ({ request }: Exchange): Aside =>
  ({ method, path }) =>
    method === 'GET' && path === request.path
      ? json({ metadata: { name: path.split('/').at(-1) }, spec, status: { phase: 'Running' } })
      : undefined;

/** Returns a reply with JSON. */
export function json(body: unknown): ReturnType<Aside> {
  return { status: 200, headers: { 'content-type': 'application/json' }, body };
}
