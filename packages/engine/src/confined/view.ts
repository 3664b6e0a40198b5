/** A folder of a run, and the rest of a path under it. */
export interface Area {
  readonly folder: string;
  readonly below: readonly string[];
}

/** Maps the paths of a pod, or the keys of a store, to folders of this machine. */
export interface View {
  /** Returns the area of a path without links; undefined if the path belongs to this machine. */
  areaOf(path: string): Area | undefined;
}

/** Returns a view in which all paths are in one folder. */
export function viewOf(folder: string): View {
  return { areaOf: (target) => ({ folder, below: target.split('/').filter(Boolean) }) };
}
