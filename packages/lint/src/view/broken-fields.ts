import { formatPath, type JsonPath } from '@tiphys/models/facts';
import type { Subject } from './subject.ts';

const owners = new WeakMap<Subject, ReadonlySet<string>>();

/**
 * Tells whether the object at a path has an unknown field, or a value of the wrong type. Then a missing field is most likely that one,
 * which has an error of its own.
 */
export function hasBrokenField(subject: Subject, path: JsonPath): boolean {
  let paths = owners.get(subject);
  if (!paths) {
    const broken = subject.problems.filter(
      (problem) => problem.kind === 'wrongType' || (problem.kind === 'unknownField' && !problem.isDropped),
    );
    paths = new Set(broken.map((problem) => formatPath(problem.path.slice(0, -1))));
    owners.set(subject, paths);
  }
  return paths.size > 0 && paths.has(formatPath(path));
}
