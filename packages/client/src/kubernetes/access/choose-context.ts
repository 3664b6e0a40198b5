import type { Cluster, Context, User } from '@kubernetes/client-node';
import { ClientError } from '../../contract/client-error.ts';
import type { FoundSettings } from './find-settings.ts';

/** A cluster, and who talks to it. */
export interface ChosenContext {
  readonly context: Context;
  readonly cluster: Cluster;
  readonly user: User;
}

/** The library reads the certificates of a cluster only if there is a user. */
const NOBODY: User = { name: 'nobody' };

/**
 * Returns the context with a name, or the current one.
 *
 * @throws ClientError `CLIENT_CONFIG` if it does not exist, or names a cluster or user that does not
 */
export function chooseContext(settings: FoundSettings, name: string | undefined): ChosenContext {
  const { contexts, clusters, users, origin, currentContext } = settings;
  const wanted = name ?? currentContext;
  const known = contexts.map((one) => one.name).join(', ') || 'none';
  if (wanted === undefined)
    throw invalid(`${origin} has no current context. Choose one with --context: ${known}`);
  const context = contexts.find((one) => one.name === wanted);
  if (context === undefined) throw invalid(`${origin} has no context "${wanted}". Its contexts: ${known}`);
  const cluster = clusters.find((one) => one.name === context.cluster);
  if (cluster === undefined)
    throw invalid(
      `the context "${wanted}" in ${origin} names a cluster that is not there: ${context.cluster}`,
    );
  const userName = context.user ?? '';
  const user = userName === '' ? NOBODY : users.find((one) => one.name === userName);
  if (user === undefined)
    throw invalid(`the context "${wanted}" in ${origin} names a user that is not there: ${userName}`);
  return { context, cluster, user };
}

function invalid(problem: string): ClientError {
  return new ClientError('CLIENT_CONFIG', `${problem[0]?.toUpperCase()}${problem.slice(1)}.`);
}
