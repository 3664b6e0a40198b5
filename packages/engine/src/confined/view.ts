/** A folder of a run, and what of a path is in it. */
export interface Area {
  readonly folder: string;
  readonly below: readonly string[];
}

/** What the paths of a pod, or the keys of a store, mean on this machine. */
export interface View {
  /** The area of a path that holds no links; undefined where the path is this machine's own. */
  areaOf(path: string): Area | undefined;
}

/** A view in which all paths are in one folder. */
export function viewOf(folder: string): View {
  return { areaOf: (target) => ({ folder, below: target.split('/').filter(Boolean) }) };
}
