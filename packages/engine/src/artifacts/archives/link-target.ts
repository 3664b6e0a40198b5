import path from 'node:path';

/**
 * Refuses a link of an artifact that is absolute or leads out of the artifact.
 *
 * @throws Error with Argo's message, `illegal symlink target: ...`
 * @see https://github.com/argoproj/argo-workflows/blob/main/workflow/executor/executor.go (`untar`)
 */
export function assertLinkTarget(name: string, target: string): void {
  const led = path.posix.join(path.posix.dirname(name), target);
  const isInside = !path.posix.isAbsolute(target) && led !== '.' && led !== './' && !/^\.\.(\/|$)/.test(led);
  if (!isInside) throw new Error(`illegal symlink target: ${name} -> ${target}`);
}
