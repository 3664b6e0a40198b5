import type { ClusterRequest } from '../../src/index.ts';
import { bodyText } from './exchange.ts';
import type { Replay } from './replay.ts';

/** Replays a request that the caller has written: with the recorded method and path, and with the body as text. */
export const written: Replay = {
  means: 'request',
  async call(cluster, { request }) {
    const { Authorization: _, ...headers } = request.headers;
    const { status, json } = await cluster.request({
      method: request.method as ClusterRequest['method'], // a recorded one
      path: request.path,
      headers,
      text: bodyText(request),
    });
    return { status, json };
  },
  gives: ({ response }) => ({ status: response.status, json: response.body }),
};
