import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pipeline as pipe } from 'node:stream/promises';
import type { Artifact, Workflow } from '@tiphys/models';
import {
  type CompiledOutput,
  type CompiledPipeline,
  findOutput,
  joinResult,
  type OutputSource,
} from '@tiphys/pipeline/compile';
import type { Runs } from '@tiphys/runs';
import { ClientError } from '../contract/client-error.ts';
import type { ResultOptions } from './pipeline-run.ts';

interface SucceededRun {
  readonly workflow: Workflow;
  readonly compiled: CompiledPipeline;
}

/**
 * Returns the result of a run that has succeeded.
 *
 * @throws ClientError `CLIENT_RESULT`
 */
export async function readResult(runs: Runs, run: SucceededRun, options: ResultOptions): Promise<unknown> {
  const { outputs, result } = run.compiled;
  let made: Promise<string> | undefined;
  const directory = (): Promise<string> => (made ??= openDirectory(options.directory));
  const values: (readonly [string, unknown])[] = [];
  for (const output of outputs)
    values.push([output.name, await readOutput(output, { runs, run, options, directory })]);
  return joinResult(result, values);
}

interface Reading {
  readonly runs: Runs;
  readonly run: SucceededRun;
  readonly options: ResultOptions;
  /** Returns the folder for files. It is made when the first file is written. */
  readonly directory: () => Promise<string>;
}

async function readOutput(output: CompiledOutput, reading: Reading): Promise<unknown> {
  const { workflow, compiled } = reading.run;
  const source = findOutput(output, workflow);
  if (source === undefined) {
    // Only a file may be missing.
    if (output.kind === 'artifact') return undefined;
    throw otherPipeline(reading.run, `the run has no output "${output.name}"`);
  }
  if (source.kind === 'artifact' && output.route === 'file') return saveFile(output, source, reading);
  const text = source.kind === 'text' ? source.text : await readText(source, reading);
  try {
    return output.decode(text);
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
    throw otherPipeline(
      reading.run,
      `its output "${output.name}" is not a value that ${compiled.name} can have given`,
      cause,
    );
  }
}

type ArtifactSource = Extract<OutputSource, { readonly kind: 'artifact' }>;

function bytesOf(source: ArtifactSource, { runs, run, options }: Reading): AsyncIterable<Uint8Array> {
  const reference = { nodeId: source.nodeId, name: source.artifact.name };
  return runs.readArtifact(run.workflow.metadata.name ?? '', reference, { signal: options.signal });
}

async function readText(source: ArtifactSource, reading: Reading): Promise<string> {
  const decoder = new TextDecoder();
  const parts: string[] = [];
  for await (const bytes of bytesOf(source, reading)) parts.push(decoder.decode(bytes, { stream: true }));
  return [...parts, decoder.decode()].join('');
}

/** Writes a file of the result, under the name of the output and with the extension that the file is stored with. */
async function saveFile(output: CompiledOutput, source: ArtifactSource, reading: Reading): Promise<string> {
  const bytes = bytesOf(source, reading)[Symbol.asyncIterator]();
  // A cluster that does not offer files leaves no folder.
  const first = await bytes.next();
  const file = path.join(await reading.directory(), `${output.name}${extensionOf(source.artifact)}`);
  await pipe(startingWith(first, bytes), createWriteStream(file), { signal: reading.options.signal });
  return file;
}

async function* startingWith<T>(first: IteratorResult<T>, rest: AsyncIterator<T>): AsyncGenerator<T> {
  try {
    for (let next = first; next.done !== true; next = await rest.next()) yield next.value;
  } finally {
    await rest.return?.();
  }
}

/** Returns the extension of the key of an artifact, which the directory of the result is safe from: it has no slash. */
function extensionOf({ s3, gcs, oss, azure }: Artifact): string {
  return path.posix.extname(s3?.key ?? gcs?.key ?? oss?.key ?? azure?.blob ?? '');
}

async function openDirectory(given: string | undefined): Promise<string> {
  if (given === undefined) return mkdtemp(path.join(tmpdir(), 'tiphys-result-'));
  await mkdir(given, { recursive: true });
  return path.resolve(given);
}

function otherPipeline({ workflow, compiled }: SucceededRun, problem: string, cause?: unknown): ClientError {
  return new ClientError(
    'CLIENT_RESULT',
    `The run ${workflow.metadata.name ?? ''} does not have the outputs of the pipeline ${compiled.name}: ${problem}. It may be a run of another pipeline, or of an earlier version of this one.`,
    { cause },
  );
}
