import type { Issue, LintInput } from '@tiphys/lint';
import { type Deprecation, findDeprecations } from './find-deprecations.ts';

/** How much work a file is: none, a look at what is named, or writing a part by hand. */
export type Grade = 'full' | 'look' | 'hand';

/** Why a file is not simply converted. */
export interface Reason {
  readonly grade: Exclude<Grade, 'full'>;
  /** What sort of reason: a rule of lint, `import/cast`, `import/deprecated`. */
  readonly code: string;
  readonly message: string;
  readonly line?: number;
  readonly column?: number;
}

/** The verdict on one file. */
export interface FileAssessment {
  readonly file: string;
  readonly grade: Grade;
  readonly kinds: readonly string[];
  readonly reasons: readonly Reason[];
}

/** The verdict on a folder. */
export interface Assessment {
  readonly counts: Readonly<Record<Grade, number>>;
  /** How many files each sort of reason holds back, the most frequent first. */
  readonly causes: readonly { readonly code: string; readonly files: number }[];
  readonly files: readonly FileAssessment[];
}

/** Grades files; references are looked up in all of them. */
export async function assessFiles(inputs: readonly LintInput[]): Promise<Assessment> {
  const { lint } = await import('@tiphys/lint');
  const { importYaml } = await import('@tiphys/workflow');
  const issues = new Map<string, Issue[]>();
  for (const issue of lint(inputs)) {
    const known = issues.get(issue.file);
    if (known === undefined) issues.set(issue.file, [issue]);
    else known.push(issue);
  }
  const files = inputs.map(({ file, text }): FileAssessment => {
    const { objects } = importYaml(text, { file });
    const reasons = [
      ...(issues.get(file) ?? []).map(reasonOfIssue),
      ...objects.flatMap(({ misfits }) => misfits.map(reasonOfMisfit)),
      ...objects.flatMap(({ value, kind }) => findDeprecations(value, kind).map(reasonOfDeprecation)),
    ];
    return { file, grade: gradeOf(reasons), kinds: objects.map(({ kind }) => kind), reasons };
  });
  return { counts: count(files), causes: findCauses(files), files };
}

/** What cannot be read cannot be converted; anything else converts as it is, right or wrong. */
function reasonOfIssue({ rule, message, line, column }: Issue): Reason {
  return { grade: rule.startsWith('yaml/') ? 'hand' : 'look', code: rule, message, line, column };
}

function reasonOfMisfit(misfit: string): Reason {
  return {
    grade: 'hand',
    code: 'import/cast',
    message: `${misfit}. The types refuse it, so the object is written with a cast.`,
  };
}

function reasonOfDeprecation({ path, advice }: Deprecation): Reason {
  return { grade: 'look', code: 'import/deprecated', message: `${path} is deprecated. ${advice}` };
}

function gradeOf(reasons: readonly Reason[]): Grade {
  if (reasons.some(({ grade }) => grade === 'hand')) return 'hand';
  return reasons.length > 0 ? 'look' : 'full';
}

function count(files: readonly FileAssessment[]): Assessment['counts'] {
  const counts = { full: 0, look: 0, hand: 0 };
  for (const { grade } of files) counts[grade] += 1;
  return counts;
}

function findCauses(files: readonly FileAssessment[]): Assessment['causes'] {
  const causes = new Map<string, number>();
  for (const { reasons } of files)
    for (const code of new Set(reasons.map((reason) => reason.code)))
      causes.set(code, (causes.get(code) ?? 0) + 1);
  return [...causes]
    .map(([code, found]) => ({ code, files: found }))
    .sort((a, b) => b.files - a.files || (a.code < b.code ? -1 : 1));
}
