import { isDataKey, isQualifiedName, isSubdomain } from '@tiphys/models/facts';
import {
  type Config,
  type ConfigKey,
  ENTRIES,
  type EntriesOf,
  type PodField,
  type Secret,
  type SecretKey,
} from '../../ir/surface/cluster-values.ts';
import { didYouMean, invalidOption, show } from '../options/option-check.ts';
import { withCallerLocation } from '../tracing/with-caller-location.ts';

/**
 * Returns a Secret of the cluster. Its keys are values for `env` and for parameters of type `SecretText`; as a whole, it can be mounted or
 * become environment variables (`envFrom`).
 *
 * @throws PipelineError `PIPELINE_INVALID_OPTION`
 * @example
 * ```ts
 * import { notify } from './components.generated.ts';
 *
 * const api = secret('api', ['token', 'user']);
 * const notifyTeam = notify.with({ env: { TOKEN: api.token } });
 * ```
 */
export function secret<const TKeys extends string>(name: string, keys: readonly TKeys[]): Secret<TKeys> {
  return withCallerLocation(secret, () => {
    const asValue = (key: string): SecretKey => ({ kind: 'secretKey', secret: name, key });
    // The record has exactly the given keys.
    return entriesOf({ kind: 'secret', name }, keys, asValue) as Secret<TKeys>;
  });
}

/**
 * Returns a ConfigMap of the cluster. Its keys are values for `env`, and defaults of inputs (`fromConfig`); as a whole, it can be mounted or
 * become environment variables (`envFrom`).
 *
 * @throws PipelineError `PIPELINE_INVALID_OPTION`
 * @example
 * ```ts
 * import { notify } from './components.generated.ts';
 *
 * const site = config('site', ['region']);
 * const notifyRegion = notify.with({ env: { REGION: site.region } });
 * ```
 */
export function config<const TKeys extends string>(name: string, keys: readonly TKeys[]): Config<TKeys> {
  return withCallerLocation(config, () => {
    const asValue = (key: string): ConfigKey => ({ kind: 'configKey', configMap: name, key });
    // The record has exactly the given keys.
    return entriesOf({ kind: 'config', name }, keys, asValue) as Config<TKeys>;
  });
}

function entriesOf<T>(of: EntriesOf, keys: readonly string[], asValue: (key: string) => T): object {
  const what = of.kind === 'secret' ? 'secret' : 'config';
  const example = `Write ${what}('api', ['token']).`;
  if (typeof of.name !== 'string' || !isSubdomain(of.name))
    throw invalidOption(
      `The name of ${what}(...) must have lower-case letters, digits, "-" and "." only, but it is ${show(of.name)}. ${example}`,
    );
  if (!Array.isArray(keys))
    throw invalidOption(`The keys of ${what}("${of.name}") must be a list, not ${show(keys)}. ${example}`);
  for (const key of keys) {
    if (typeof key !== 'string' || !isDataKey(key))
      throw invalidOption(
        `A key of ${what}("${of.name}") must have letters, digits, "-", "_" and "." only, but one is ${show(key)}.`,
      );
  }
  const values = Object.fromEntries(keys.map((key) => [key, Object.freeze(asValue(key))]));
  return Object.freeze(Object.assign(values, { [ENTRIES]: Object.freeze(of) }));
}

const PATHS = ['metadata.name', 'metadata.namespace', 'spec.nodeName', 'status.podIP'] as const;

/** The path of a field of the pod that can become an environment variable. */
export type PodFieldPath = (typeof PATHS)[number] | `metadata.labels['${string}']`;

/**
 * Returns a field of the pod that runs a task, as the value of an environment variable.
 *
 * @throws PipelineError `PIPELINE_INVALID_OPTION`
 * @example
 * ```ts
 * import { notify } from './components.generated.ts';
 *
 * const notifyFromNode = notify.with({ env: { NODE: podField('spec.nodeName') } });
 * ```
 */
export function podField(path: PodFieldPath): PodField {
  return withCallerLocation(podField, () => {
    const label = /^metadata\.labels\['(.*)'\]$/.exec(String(path))?.[1];
    if (label === undefined ? !PATHS.includes(path as never) : !isQualifiedName(label)) {
      const guess = typeof path === 'string' ? didYouMean(path, PATHS) : undefined;
      throw invalidOption(
        `podField(...) takes ${PATHS.join(', ')} or metadata.labels['name'], not ${show(path)}.${guess === undefined ? '' : ` ${guess}`}`,
      );
    }
    return Object.freeze({ kind: 'podField' as const, path });
  });
}
