import path from 'node:path';
import { Readable } from 'node:stream';
import { createGzip } from 'node:zlib';
import type { Artifact, NodeStatus, Workflow } from '@tiphys/models';
import { copyTree } from '../confined/copy-tree.ts';
import { placeAt } from '../confined/place.ts';
import { openRegularFile, readChunks } from '../confined/regular-file.ts';
import { EngineError } from '../contract/engine-error.ts';
import { type FileSystem, realFileSystem } from '../contract/file-system.ts';
import { defaultLimits } from '../contract/limits.ts';
import type { RunFolder } from '../contract/run-folder.ts';
import { tarBlocks } from './archives/tar-blocks.ts';
import { openArtifactAccess } from './artifact-context.ts';
import { loadArtifact } from './load-artifact.ts';
import { type LocalLocation, readLocation } from './locations/artifact-location.ts';
import { openArtifactStore } from './stores/artifact-store.ts';
import type { StoredArtifact } from './stores/folder-store.ts';

/** A run whose artifacts are read: its folder, and its workflow with status. */
export interface ArtifactRun {
  readonly folder: Pick<RunFolder, 'artifacts'>;
  readonly workflow?: Workflow | undefined;
}

/** An artifact of a node. */
export interface ArtifactReference {
  readonly nodeId: string;
  readonly name: string;
  /** @default 'output' */
  readonly direction?: 'input' | 'output';
}

/** An output artifact of a node, and what is stored of it. */
export interface NodeArtifact {
  readonly nodeId: string;
  readonly nodeName: string;
  readonly name: string;
  /** Path in the pod. */
  readonly path?: string;
  /** Key in the artifact repository. */
  readonly key?: string;
  /** Name of the file or folder as it is stored, such as `result.tgz`. */
  readonly fileName: string;
  /** What is stored in the folder of the run. It is `nothing` if it was deleted, or is in a real bucket. */
  readonly stored: 'file' | 'folder' | 'nothing';
  /** Bytes of a stored file. */
  readonly size?: number;
}

/** Returns the output artifacts of all nodes, in the order of the nodes. */
export function listArtifacts(run: ArtifactRun): readonly NodeArtifact[] {
  return Object.values(run.workflow?.status?.nodes ?? {}).flatMap((node) =>
    (node.outputs?.artifacts ?? []).map((artifact) => describeArtifact(run, node, artifact)),
  );
}

function describeArtifact(run: ArtifactRun, node: NodeStatus, artifact: Artifact): NodeArtifact {
  const location = readLocation(artifact);
  const found = findStored(run, location);
  try {
    return {
      nodeId: node.id,
      nodeName: node.name,
      name: artifact.name,
      ...(artifact.path !== undefined && { path: artifact.path }),
      ...(location.kind === 'key' && { key: location.key }),
      fileName: fileNameOf(artifact, location),
      ...(found === undefined ? { stored: 'nothing' } : storedAs(found)),
    };
  } finally {
    found?.close();
  }
}

function storedAs(found: StoredArtifact): Pick<NodeArtifact, 'stored' | 'size'> {
  if (found.isFolder) return { stored: 'folder' };
  return { stored: 'file', size: realFileSystem.lstatSync(found.location).size };
}

function findStored(run: ArtifactRun, location: LocalLocation): StoredArtifact | undefined {
  if (location.kind !== 'key') return undefined;
  return openArtifactStore(realFileSystem, run.folder.artifacts).storeOf(location).find(location.key);
}

function fileNameOf(artifact: Artifact, location: LocalLocation): string {
  const name = location.kind === 'key' ? path.posix.basename(location.key) : '';
  return name === '' || name === '..' ? artifact.name.replaceAll('/', '_') : name;
}

/** The content of an artifact as it is stored. */
export interface ArtifactContent {
  /** Name for the file. A folder is packed, and has the ending `.tgz`. */
  readonly fileName: string;
  readonly content: AsyncIterable<Buffer>;
}

/**
 * Returns the content of an artifact as it is stored, a chunk at a time: usually an archive. A folder is packed as a gzipped tarball.
 *
 * @throws EngineError `ENGINE_NO_ARTIFACT` if the node has no such artifact, or it is not in the folder of the run
 */
export function readArtifact(run: ArtifactRun, reference: ArtifactReference): ArtifactContent {
  const { artifact, location } = findArtifact(run, reference);
  if (location.kind === 'raw') return rawContent(artifact.name, location.data);
  const fileName = fileNameOf(artifact, location);
  const found = openStored(run, location, artifact);
  const packed = found.isFolder;
  found.close();
  return {
    fileName: packed ? `${fileName}.tgz` : fileName,
    content: streamStored(() => openStored(run, location, artifact)),
  };
}

function rawContent(name: string, data: string): ArtifactContent {
  return { fileName: name.replaceAll('/', '_'), content: Readable.from([Buffer.from(data)]) };
}

async function* streamStored(open: () => StoredArtifact): AsyncGenerator<Buffer> {
  const found = open();
  try {
    if (found.isFolder) {
      const blocks = tarBlocks({ files: realFileSystem, source: found, name: found.name });
      yield* Readable.from(blocks).compose(createGzip()) as AsyncIterable<Buffer>;
      return;
    }
    const file = openRegularFile(realFileSystem, found, found.name);
    try {
      yield* readChunks(realFileSystem, file.descriptor);
    } finally {
      file.close();
    }
  } finally {
    found.close();
  }
}

/** Options of {@link copyArtifact}. */
export interface CopyArtifactOptions {
  /** Whether to unpack archives, as for a task that gets the artifact as input. @default false */
  readonly unpack?: boolean;
  /** @default the file system of this machine */
  readonly fileSystem?: FileSystem;
}

/**
 * Copies an output artifact to a new path, whose folder must exist.
 *
 * @throws EngineError `ENGINE_NO_ARTIFACT` if the node has no such artifact, or it is not in the folder of the run
 */
export async function copyArtifact(
  run: ArtifactRun,
  reference: ArtifactReference & { readonly target: string },
  options: CopyArtifactOptions = {},
): Promise<void> {
  const files = options.fileSystem ?? realFileSystem;
  const { target } = reference;
  const { artifact, location } = findArtifact(run, reference);
  if (location.kind === 'raw') return files.writeFileSync(target, location.data);
  const found = openStored(run, location, artifact);
  try {
    if (options.unpack === true) {
      const store = openArtifactStore(files, run.folder.artifacts);
      const access = openArtifactAccess({ searchPath: '' });
      const { mode: _, ...plain } = artifact;
      await loadArtifact(plain, target, { ...access, files, store, limits: defaultLimits, objects: [] });
      return;
    }
    const place = placeAt(files, target);
    try {
      await copyTree(files, found, place, { shownPath: found.name });
    } finally {
      place.close();
    }
  } finally {
    found.close();
  }
}

interface FoundArtifact {
  readonly artifact: Artifact;
  readonly location: LocalLocation;
}

function findArtifact(
  run: ArtifactRun,
  { nodeId, name, direction = 'output' }: ArtifactReference,
): FoundArtifact {
  const node = run.workflow?.status?.nodes?.[nodeId];
  const { artifacts = [] } = (direction === 'input' ? node?.inputs : node?.outputs) ?? {};
  const artifact = artifacts.find((candidate) => candidate.name === name);
  if (artifact !== undefined) return { artifact, location: readLocation(artifact) };
  const known = artifacts.map((candidate) => candidate.name).join(', ') || 'none';
  throw new EngineError(
    'ENGINE_NO_ARTIFACT',
    `The node ${nodeId} has no ${direction} artifact "${name}". Its ${direction} artifacts are: ${known}.`,
  );
}

function openStored(run: ArtifactRun, location: LocalLocation, { name, deleted }: Artifact): StoredArtifact {
  const found = findStored(run, location);
  if (found !== undefined) return found;
  const reason =
    deleted === true ? 'was deleted by its `artifactGC` strategy' : 'is not in the folder of the run';
  throw new EngineError('ENGINE_NO_ARTIFACT', `The artifact "${name}" ${reason}.`);
}
