import type { ArtifactLocation, SecretKeySelector } from '@tiphys/models';
import { isDataKey, isSubdomain } from '@tiphys/models/facts';
import { isClusterValue, type SecretKey, selectorOf } from '../../ir/surface/cluster-values.ts';
import type { Repository, RunNames } from '../../ir/surface/repository.ts';
import {
  assertComplete,
  fields,
  filledText,
  flag,
  invalidOption,
  isPlainObject,
  mustBe,
  type OptionCheck,
  type OptionTable,
  show,
} from '../options/option-check.ts';
import { withCallerLocation } from '../tracing/with-caller-location.ts';

/** Keys of a Secret for a store, or `sdk` for the identity of the pod. */
type KeyPair = { readonly accessKey: SecretKey; readonly secretKey: SecretKey } | 'sdk';

/** Options of a bucket in S3, or in a store with the same protocol. */
export interface S3Options {
  readonly bucket: string;
  /** @default 's3.amazonaws.com' */
  readonly endpoint?: string;
  readonly region?: string;
  /** Whether the store has no TLS. @default false */
  readonly insecure?: boolean;
  readonly credentials?: KeyPair;
  /** Returns the folder of the files of a task. @default workflow and pod */
  readonly key?: (run: RunNames) => string;
}

/** Options of a bucket in Google Cloud Storage. */
export interface GcsOptions {
  readonly bucket: string;
  /** The key of a service account. @default the identity of the pod */
  readonly credentials?: SecretKey;
  /** Returns the folder of the files of a task. @default workflow and pod */
  readonly key?: (run: RunNames) => string;
}

/** Options of a container in Azure Blob Storage. */
export interface AzureOptions {
  readonly endpoint: string;
  readonly container: string;
  /** The key of the account, or `sdk` for the identity of the pod. */
  readonly credentials?: SecretKey | 'sdk';
  /** Returns the folder of the files of a task. @default workflow and pod */
  readonly blob?: (run: RunNames) => string;
}

/** Options of a bucket in Alibaba Cloud OSS. */
export interface OssOptions {
  readonly bucket: string;
  readonly endpoint: string;
  readonly credentials?: KeyPair;
  /** Returns the folder of the files of a task. @default workflow and pod */
  readonly key?: (run: RunNames) => string;
}

/** Creates artifact repositories for the option `artifacts` of a pipeline. */
export interface Repositories {
  /**
   * Returns the repository that a ConfigMap of the cluster describes.
   *
   * @throws PipelineError `PIPELINE_INVALID_OPTION`
   */
  ref(configMap: string, key?: string): Repository;
  /** @throws PipelineError `PIPELINE_UNKNOWN_OPTION`, `PIPELINE_INVALID_OPTION` */
  s3(options: S3Options): Repository;
  /** @throws PipelineError `PIPELINE_UNKNOWN_OPTION`, `PIPELINE_INVALID_OPTION` */
  gcs(options: GcsOptions): Repository;
  /** @throws PipelineError `PIPELINE_UNKNOWN_OPTION`, `PIPELINE_INVALID_OPTION` */
  azure(options: AzureOptions): Repository;
  /** @throws PipelineError `PIPELINE_UNKNOWN_OPTION`, `PIPELINE_INVALID_OPTION` */
  oss(options: OssOptions): Repository;
}

const keyFunction = mustBe(
  { wanted: "a function such as (run) => run.workflow + '/' + run.pod" },
  (value) => typeof value === 'function',
);

const secretKey = mustBe(
  {
    wanted: 'a key of a Secret',
    advise: (value) =>
      typeof value === 'string'
        ? "Never write a secret into code. Write secret('store', ['key']).key."
        : undefined,
  },
  (value) => isClusterValue(value) && value.kind === 'secretKey',
);
const pairFields = fields<Exclude<KeyPair, string>>({ accessKey: secretKey, secretKey }, [
  'accessKey',
  'secretKey',
]);
const pair: OptionCheck = (value, place) => {
  if (value !== 'sdk') pairFields(value, place);
};
const keyOrSdk: OptionCheck = (value, place) => {
  if (value !== 'sdk') secretKey(value, place);
};

const s3Fields: OptionTable<S3Options> = {
  bucket: filledText,
  endpoint: filledText,
  region: filledText,
  insecure: flag,
  credentials: pair,
  key: keyFunction,
};
const gcsFields: OptionTable<GcsOptions> = { bucket: filledText, credentials: secretKey, key: keyFunction };
const azureFields: OptionTable<AzureOptions> = {
  endpoint: filledText,
  container: filledText,
  credentials: keyOrSdk,
  blob: keyFunction,
};
const ossFields: OptionTable<OssOptions> = {
  bucket: filledText,
  endpoint: filledText,
  credentials: pair,
  key: keyFunction,
};

/**
 * Artifact repositories for the option `artifacts` of a pipeline.
 *
 * @example
 * ```ts
 * import { square } from './components.generated.ts';
 *
 * export default pipeline('squares', {}, () => ({ y: square({ x: 2 }) }), {
 *   artifacts: { repository: repository.s3({ bucket: 'runs', region: 'eu-central-1', credentials: 'sdk' }) },
 * });
 * ```
 */
export const repository: Repositories = Object.freeze({ ref, s3, gcs, azure, oss });

function ref(configMap: string, key?: string): Repository {
  return withCallerLocation(ref, () => {
    if (typeof configMap !== 'string' || !isSubdomain(configMap))
      throw invalidOption(`repository.ref takes the name of a ConfigMap, not ${show(configMap)}.`);
    if (key !== undefined && (typeof key !== 'string' || !isDataKey(key)))
      throw invalidOption(`The key of repository.ref must be a key of the ConfigMap, not ${show(key)}.`);
    return Object.freeze({ kind: 'repository' as const, repository: { configMap, key } });
  });
}

function s3(options: S3Options): Repository {
  return withCallerLocation(s3, () => {
    assertComplete(options, s3Fields, { what: 'repository.s3', required: ['bucket'] });
    const { bucket, endpoint = 's3.amazonaws.com', region, insecure, credentials, key } = options;
    return locatedAt({
      s3: {
        bucket,
        endpoint,
        ...(region === undefined ? {} : { region }),
        ...(insecure === undefined ? {} : { insecure }),
        ...pairOf(credentials),
        key: keyOf(key),
      },
    });
  });
}

function gcs(options: GcsOptions): Repository {
  return withCallerLocation(gcs, () => {
    assertComplete(options, gcsFields, { what: 'repository.gcs', required: ['bucket'] });
    const { bucket, credentials, key } = options;
    return locatedAt({
      gcs: {
        bucket,
        ...(credentials === undefined ? {} : { serviceAccountKeySecret: selectorOf(credentials) }),
        key: keyOf(key),
      },
    });
  });
}

function azure(options: AzureOptions): Repository {
  return withCallerLocation(azure, () => {
    assertComplete(options, azureFields, { what: 'repository.azure', required: ['endpoint', 'container'] });
    const { endpoint, container, credentials, blob } = options;
    return locatedAt({
      azure: {
        endpoint,
        container,
        ...(credentials === undefined
          ? {}
          : credentials === 'sdk'
            ? { useSDKCreds: true }
            : { accountKeySecret: selectorOf(credentials) }),
        blob: keyOf(blob),
      },
    });
  });
}

function oss(options: OssOptions): Repository {
  return withCallerLocation(oss, () => {
    assertComplete(options, ossFields, { what: 'repository.oss', required: ['bucket', 'endpoint'] });
    const { bucket, endpoint, credentials, key } = options;
    return locatedAt({ oss: { bucket, endpoint, ...pairOf(credentials), key: keyOf(key) } });
  });
}

function locatedAt(location: ArtifactLocation): Repository {
  return Object.freeze({ kind: 'repository' as const, repository: { location } });
}

function pairOf(credentials: KeyPair | undefined): {
  readonly useSDKCreds?: true;
  readonly accessKeySecret?: SecretKeySelector;
  readonly secretKeySecret?: SecretKeySelector;
} {
  if (credentials === undefined) return {};
  if (credentials === 'sdk') return { useSDKCreds: true };
  return {
    accessKeySecret: selectorOf(credentials.accessKey),
    secretKeySecret: selectorOf(credentials.secretKey),
  };
}

const RUN: RunNames = Object.freeze({
  workflow: '{{workflow.name}}',
  pod: '{{pod.name}}',
  namespace: '{{workflow.namespace}}',
});

/** Returns the folder of the files of a task. Without the pod, tasks would overwrite the files of others. */
function keyOf(key: ((run: RunNames) => string) | undefined): string {
  const text = key === undefined ? `${RUN.workflow}/${RUN.pod}` : key(RUN);
  if (typeof text !== 'string' || text === '')
    throw invalidOption(`The key of a repository must be a string, not ${show(text)}.`);
  if (!text.includes(RUN.pod))
    throw invalidOption(
      `The key "${text}" of a repository has no run.pod, so tasks would overwrite the files of other tasks. Add it, as in \`\${run.workflow}/\${run.pod}\`.`,
    );
  return text;
}

/** Checks an artifact repository. */
export const repositoryCheck: OptionCheck = mustBe(
  { wanted: "a repository such as repository.s3({ bucket: 'runs' })" },
  (value) => isPlainObject(value) && value.kind === 'repository',
);
