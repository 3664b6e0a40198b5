import type { Artifact, SecretKeySelector } from '@tiphys/models';
import type { ArtifactLocation } from '../../ir/component/artifact-location.ts';
import type { LocationPart } from '../../ir/graph.ts';
import { isClusterValue, type SecretKey, selectorOf } from '../../ir/surface/cluster-values.ts';
import type { Arg, Output } from '../../ir/surface/output.ts';
import type { FileRef } from '../../ir/surface/wire.ts';
import { PipelineError } from '../../pipeline-error.ts';
import { createHandle, findSource } from '../handles/handle.ts';
import { assertUsable } from '../operands/assert-visible.ts';
import {
  assertOptions,
  integerFrom,
  invalidOption,
  isPlainObject,
  mapOf,
  type OptionCheck,
  type OptionTable,
  show,
  textOf,
} from '../options/option-check.ts';
import { innermostScope } from '../tracing/innermost-scope.ts';
import { currentScope } from '../tracing/trace-state.ts';
import { withCallerLocation } from '../tracing/with-caller-location.ts';

/** Options of `file.http`. */
export interface HttpFileOptions {
  readonly headers?: Readonly<Record<string, string>>;
  /** User and password, from a Secret. */
  readonly auth?: { readonly user: SecretKey; readonly password: SecretKey };
}

/** A commit of a Git repository, for `file.git`. */
export interface GitFileOptions {
  readonly repo: string;
  /** A branch, a tag or a commit. @default the default branch */
  readonly revision?: Arg<string>;
  /** Number of commits. @default all */
  readonly depth?: number;
  readonly sshKey?: SecretKey;
}

/** An object of a bucket, for `file.s3` and `file.gcs`. */
export interface ObjectFileOptions {
  readonly key: Arg<string>;
  /** @default that of the artifact repository */
  readonly bucket?: string;
}

/** A blob of a container, for `file.azure`. */
export interface AzureFileOptions {
  readonly blob: Arg<string>;
  /** @default that of the artifact repository */
  readonly container?: string;
}

/** Files that no task makes, as arguments for inputs that are files. */
export interface Files {
  /** A file of a web server. */
  http<TKind extends string = string>(url: Arg<string>, options?: HttpFileOptions): Output<FileRef<TKind>>;
  /** A folder with a commit of a Git repository. */
  git<TKind extends string = string>(options: GitFileOptions): Output<FileRef<TKind>>;
  /** An object, or the objects with a common prefix, in a bucket of S3 or a server that speaks its protocol. */
  s3<TKind extends string = string>(options: ObjectFileOptions): Output<FileRef<TKind>>;
  /** An object in a bucket of Google Cloud Storage. */
  gcs<TKind extends string = string>(options: ObjectFileOptions): Output<FileRef<TKind>>;
  /** A blob of Azure Storage. */
  azure<TKind extends string = string>(options: AzureFileOptions): Output<FileRef<TKind>>;
  /** A file with a text that the manifest contains. */
  text<TKind extends string = string>(content: string): Output<FileRef<TKind>>;
  /** Any other location, under Argo's own names. */
  of<TKind extends string = string>(location: ArtifactLocation): Output<FileRef<TKind>>;
}

const AS_IT_IS = { archive: { none: {} } } as const;

/**
 * Files from elsewhere, for inputs that are files: `countLines({ table: file.http(url) })`.
 *
 * They are not unpacked. Their locations may be outputs of tasks.
 *
 * @throws PipelineError `PIPELINE_INVALID_OPTION`, `PIPELINE_UNKNOWN_OPTION`, `PIPELINE_TAG_IN_TEXT`
 * @example
 * ```ts
 * const count = component.container('count', {
 *   image: 'alpine:3.22',
 *   inputs: { table: inputFile() },
 *   outputs: { lines: output<number>('/tmp/lines', { schema: { type: 'number' } }) },
 *   command: ({ inputs, outputs }) => ['sh', '-c', 'wc -l < "$1" > "$2"', '--', inputs.table, outputs.lines],
 * });
 *
 * export default pipeline('lines', { url: 'https://example.org/words.txt' }, ({ url }) => ({
 *   there: count({ table: file.http(url) }).lines,
 *   here: count({ table: file.text('one\ntwo\n') }).lines,
 * }));
 * ```
 */
export const file: Files = {
  http: (url, options = {}) =>
    place('http', file.http, (read) => {
      assertOptions(options, httpFields, { what: 'file.http' });
      const { headers = {}, auth } = options;
      const list = Object.entries(headers).map(([name, value]) => ({ name, value }));
      return {
        ...AS_IT_IS,
        http: {
          url: read('url', url),
          ...(list.length === 0 ? {} : { headers: list }),
          ...(auth === undefined ? {} : { auth: { basicAuth: basicAuth(auth) } }),
        },
      };
    }),
  git: (options) =>
    place('git', file.git, (read) => {
      assertOptions(options, gitFields, { what: 'file.git', required: ['repo'] });
      const { repo, revision, depth, sshKey } = options;
      return {
        git: {
          repo: read('repo', repo),
          ...(revision === undefined ? {} : { revision: read('revision', revision) }),
          ...(depth === undefined ? {} : { depth }),
          ...(sshKey === undefined ? {} : { sshPrivateKeySecret: selectorOf(sshKey) }),
        },
      };
    }),
  s3: (options) => place('s3', file.s3, (read) => ({ ...AS_IT_IS, s3: objectOf('s3', options, read) })),
  gcs: (options) => place('gcs', file.gcs, (read) => ({ ...AS_IT_IS, gcs: objectOf('gcs', options, read) })),
  azure: (options) =>
    place('azure', file.azure, (read) => {
      assertOptions(options, azureFields, { what: 'file.azure', required: ['blob'] });
      const { blob, container } = options;
      // Without a container, the blob is in the artifact repository.
      const azure = { blob: read('blob', blob), ...(container === undefined ? {} : { container }) };
      return { ...AS_IT_IS, azure: azure as NonNullable<Artifact['azure']> };
    }),
  text: (content) =>
    place('raw', file.text, (read) => ({ ...AS_IT_IS, raw: { data: read('data', content) } })),
  of: (location) =>
    place('', file.of, () => {
      if (!isPlainObject(location) || Object.keys(location).length === 0)
        throw invalidOption(
          `file.of takes the location of an artifact such as { hdfs: { path: '/a' } }, not ${show(location)}.`,
        );
      return location;
    }),
};

type Read = (field: string, value: unknown) => string;

/** Creates the handle of a file. The texts of its location may be outputs. */
function place<TKind extends string>(
  kind: string,
  called: (...values: never[]) => unknown,
  write: (read: Read) => ArtifactLocation,
): Output<FileRef<TKind>> {
  return withCallerLocation(called, () => {
    const parts: LocationPart[] = [];
    const location = write((field, value) => {
      const source = findSource(value);
      if (source === undefined) return textOfLocation(value, { kind, field });
      assertUsable(source, currentScope(`file.${kind}`));
      parts.push({ path: [kind, field], source });
      return '';
    });
    return createHandle<FileRef<TKind>>({
      kind: 'file',
      scope: innermostScope(parts.map(({ source }) => source)),
      location,
      parts,
    });
  });
}

function textOfLocation(
  value: unknown,
  { kind, field }: { readonly kind: string; readonly field: string },
): string {
  const name = kind === 'raw' ? 'file.text' : `"${field}" of file.${kind}`;
  if (typeof value !== 'string' || (value === '' && kind !== 'raw'))
    throw invalidOption(`${name} must be a string, or an output that is one, not ${show(value)}.`);
  if (!value.includes('{{')) return value;
  throw new PipelineError(
    'PIPELINE_TAG_IN_TEXT',
    `${name} contains "{{", which Argo would replace. ${kind === 'raw' ? 'Write the file in a component.' : 'Pass values of the run as outputs.'}`,
  );
}

function objectOf(kind: string, options: ObjectFileOptions, read: Read): { key: string; bucket?: string } {
  assertOptions(options, objectFields, { what: `file.${kind}`, required: ['key'] });
  const { key, bucket } = options;
  return { key: read('key', key), ...(bucket === undefined ? {} : { bucket }) };
}

function basicAuth({ user, password }: NonNullable<HttpFileOptions['auth']>): {
  readonly usernameSecret: SecretKeySelector;
  readonly passwordSecret: SecretKeySelector;
} {
  return { usernameSecret: selectorOf(user), passwordSecret: selectorOf(password) };
}

/** Texts are checked where they are read, because they may be outputs. */
const later: OptionCheck = () => {};

const secretKey: OptionCheck = (value, { what, path }) => {
  if (findSource(value) === undefined && isClusterValue(value) && value.kind === 'secretKey') return;
  throw invalidOption(
    `"${path}" of ${what} must be a key of a Secret, such as secret('git', ['key']).key, not ${show(value)}.`,
  );
};

const filled = textOf('a string that is not empty', (value) => value.trim() !== '' && !value.includes('{{'));

const httpFields: OptionTable<HttpFileOptions> = {
  headers: mapOf({
    wanted: "an object such as { accept: 'text/csv' }",
    key: { wanted: 'the name of a header', test: (name) => /^[!#$%&'*+.^_`|~\w-]+$/.test(name) },
    value: textOf('a string without "{{"', (value) => !value.includes('{{')),
  }),
  auth: (value, place) => {
    assertOptions(value, authFields, { what: place.what, required: ['user', 'password'] });
  },
};
const authFields: OptionTable<NonNullable<HttpFileOptions['auth']>> = {
  user: secretKey,
  password: secretKey,
};
const gitFields: OptionTable<GitFileOptions> = {
  repo: filled,
  revision: later,
  depth: integerFrom(1),
  sshKey: secretKey,
};
const objectFields: OptionTable<ObjectFileOptions> = { key: later, bucket: filled };
const azureFields: OptionTable<AzureFileOptions> = { blob: later, container: filled };
