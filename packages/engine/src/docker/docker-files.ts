import path from 'node:path';
import type { Area } from '../confined/view.ts';
import type { FileSystem } from '../contract/file-system.ts';
import type { PodFiles } from '../process/sandbox/pod-files.ts';
import { isWithin } from '../process/sandbox/pod-files.ts';

/** A folder or file of this machine that a container sees. */
export interface BindMount {
  readonly source: string;
  readonly target: string;
  readonly readOnly: boolean;
}

/** What the inputs, outputs and volumes of a container need to know of its files. */
export interface ContainerPlan extends Pick<PodFiles, 'areaOf' | 'claim' | 'directory' | 'visiblePath'> {
  mount(mountPath: string, source: string, owner: 'run' | 'machine', readOnly?: boolean): void;
}

/** The files of a container that are on this machine: what is mounted into it, and what was copied out of it. */
export interface DockerFiles extends ContainerPlan {
  readonly binds: readonly BindMount[];
  /** Folder with copies of paths of the container. */
  readonly root: string;
  /** Tells whether a path is in something that is mounted into the container. */
  isMounted(podPath: string): boolean;
}

/** Plans the files of a container in a folder. The image provides all others. */
export function planDockerFiles(files: FileSystem, directory: string): DockerFiles {
  const root = path.join(directory, 'root');
  files.mkdirSync(root, { recursive: true });
  const binds: BindMount[] = [];
  const mountOf = (target: string): BindMount | undefined =>
    binds
      .filter((bind) => isWithin(bind.target, target))
      .sort((a, b) => b.target.length - a.target.length)[0];
  const areaOf = (target: string): Area => {
    const bind = mountOf(target);
    const [folder, start] = bind === undefined ? [root, '/'] : [bind.source, bind.target];
    return { folder, below: path.relative(start, target).split('/').filter(Boolean) };
  };
  return {
    directory,
    root,
    binds,
    areaOf,
    claim() {},
    visiblePath: (podPath) => path.posix.resolve('/', podPath),
    mount(mountPath, source, _owner, readOnly = false) {
      binds.push({ source, target: path.posix.resolve('/', mountPath), readOnly });
    },
    isMounted: (podPath) => mountOf(path.posix.resolve('/', podPath)) !== undefined,
  };
}
