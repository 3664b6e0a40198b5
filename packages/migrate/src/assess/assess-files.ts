import type { ConversionNote } from '@tiphys/convert';
import type { ImportedObject, ImportTarget } from '@tiphys/import';
import type { Issue, LintInput } from '@tiphys/lint';
import { type Deprecation, findDeprecations } from './find-deprecations.ts';

/** How much work a file needs: it converts fully (`full`), needs review (`look`), or needs manual work (`hand`). */
export type Grade = 'full' | 'look' | 'hand';

/** A reason why a file does not convert fully. */
export interface Reason {
  readonly grade: Exclude<Grade, 'full'>;
  /**
   * The kind of reason: a lint rule, `import/cast`, `import/convert`, `import/convert-by-hand`, `import/deprecated`,
   * `import/encoding`, `import/list`, `import/nothing`.
   */
  readonly code: string;
  readonly message: string;
  readonly line?: number | undefined;
  readonly column?: number | undefined;
}

/** The assessment of one file. */
export interface FileAssessment {
  readonly file: string;
  readonly grade: Grade;
  readonly kinds: readonly string[];
  readonly reasons: readonly Reason[];
}

/** The assessment of a folder. */
export interface Assessment {
  /** The version of Argo that the files were graded for. */
  readonly target: string;
  readonly counts: Readonly<Record<Grade, number>>;
  /** How many files have each kind of reason, the most frequent first. */
  readonly causes: readonly { readonly code: string; readonly files: number }[];
  readonly files: readonly FileAssessment[];
}

/** A file that cannot be graded because it is not UTF-8 text. */
export interface UnreadableFile {
  readonly file: string;
  readonly message: string;
  readonly line: number;
  readonly column: number;
}

/**
 * Grades files for a version of Argo. References are resolved across all of them. Files are graded as they would
 * be after `tiphys convert`; a file that it has to rewrite needs review.
 */
export async function assessFiles(
  inputs: readonly LintInput[],
  unreadable: readonly UnreadableFile[],
  target: ImportTarget,
): Promise<Assessment> {
  const { lint } = await import('@tiphys/lint');
  const { convertYaml } = await import('@tiphys/convert');
  const { importYaml } = await import('@tiphys/import');
  const { isArgoObject } = await import('@tiphys/models/facts');
  const { looksLikeHelm, namesArgoKind } = await import('@tiphys/yaml');
  const conversions = inputs.map(({ text }) => convertYaml(text, { to: target.version }));
  const converted = inputs.map(({ file }, index) => ({ file, text: conversions[index]?.text ?? '' }));
  const written = Map.groupBy(lint(inputs, { target }), ({ file }) => file);
  const isConverted = conversions.some(({ changes }) => changes.length > 0);
  const left = isConverted ? Map.groupBy(lint(converted, { target }), ({ file }) => file) : written;
  const graded = converted.map(({ file, text }, index): FileAssessment => {
    const { objects } = importYaml(text, { file, target });
    const { changes = [], problems = [] } = conversions[index] ?? {};
    const advice = adviceOn({ isHelm: looksLikeHelm(text), isArgo: namesArgoKind(text) });
    const stay = new Set((left.get(file) ?? []).map(signatureOf));
    const issues = (written.get(file) ?? []).filter((issue) => stay.has(signatureOf(issue)));
    const reasons = [
      ...issues.map((issue) => reasonOfIssue(issue, advice)),
      ...(objects.length === 0 && issues.length === 0 ? [NOTHING] : []),
      ...objects.filter((object) => isList(object, isArgoObject)).map(() => LIST),
      ...changes.map((note) => reasonOfConversion(note, target)),
      ...findUntold(problems, issues).map(reasonOfProblem),
      ...objects.filter(({ misfits }) => misfits.length > 0).map(reasonOfCast),
      ...objects.flatMap(({ value, kind }) =>
        findDeprecations(value, kind, target.tables).map(reasonOfDeprecation),
      ),
    ];
    const kinds = objects.map(({ kind }) => kind);
    return { file, grade: gradeOf(reasons), kinds, reasons: reasons.toSorted(byLine) };
  });
  const files = [...graded, ...unreadable.map(assessUnreadable)].sort((a, b) => (a.file < b.file ? -1 : 1));
  return { target: target.version, counts: count(files), causes: findCauses(files), files };
}

/** Converting a file moves lines, so issues before and after are matched by rule and message. */
function signatureOf({ rule, message }: Issue): string {
  return `${rule} ${message}`;
}

function reasonOfConversion(
  { path, message, line, column }: ConversionNote,
  { version }: ImportTarget,
): Reason {
  const advice = `Run \`tiphys convert --to ${version}\` first.`;
  return { grade: 'look', code: 'import/convert', message: `${path}: ${message} ${advice}`, line, column };
}

/** A field that convert cannot rewrite needs manual work, even if lint accepts it. */
function reasonOfProblem({ path, message, line, column }: ConversionNote): Reason {
  return { grade: 'hand', code: 'import/convert-by-hand', message: `${path}: ${message}`, line, column };
}

/** Returns the problems on lines without a lint issue; lint reports invalid YAML and unknown fields itself. */
function findUntold(
  problems: readonly ConversionNote[],
  issues: readonly Issue[],
): readonly ConversionNote[] {
  const told = new Set(issues.map(({ line }) => line));
  return problems.filter(({ path, line }) => path !== '' && !told.has(line));
}

function assessUnreadable({ file, message, line, column }: UnreadableFile): FileAssessment {
  const reason: Reason = { grade: 'hand', code: 'import/encoding', message, line, column };
  return { file, grade: 'hand', kinds: [], reasons: [reason] };
}

const NOTHING: Reason = {
  grade: 'look',
  code: 'import/nothing',
  message: 'This file has no object, so there is nothing to import.',
};

const LIST: Reason = {
  grade: 'hand',
  code: 'import/list',
  message: 'Objects in a List are not imported. Write each one as its own document.',
};

/** Returns whether an object is a List with Argo objects, as `kubectl get -o yaml` prints it. */
function isList({ kind, value }: ImportedObject, isMember: (item: unknown) => boolean): boolean {
  const { items } = value as { readonly items?: unknown };
  return kind === 'List' && Array.isArray(items) && items.some(isMember);
}

/** A file that cannot be read needs manual work; any other issue only needs review. */
function reasonOfIssue({ rule, message, line, column }: Issue, advice: string): Reason {
  if (!rule.startsWith('yaml/')) return { grade: 'look', code: rule, message, line, column };
  return { grade: 'hand', code: rule, message: `${message.replace(/\.$/, '')}${advice}`, line, column };
}

/** Returns advice for a file that is not valid YAML. */
function adviceOn({ isHelm, isArgo }: { readonly isHelm: boolean; readonly isArgo: boolean }): string {
  const helm = isHelm ? '. It looks like a Helm template: render it with `helm template` first' : '';
  return isArgo ? helm : `${helm}. It does not name an Argo kind: exclude it if it is unrelated`;
}

/** Reasons without a position come last. */
function byLine(a: Reason, b: Reason): number {
  return (a.line ?? Number.MAX_SAFE_INTEGER) - (b.line ?? Number.MAX_SAFE_INTEGER);
}

const SHOWN_MISFITS = 3;

/** Returns one reason per object, since lint reports most misfits with their position. */
function reasonOfCast({ name, misfits }: ImportedObject): Reason {
  const shown = misfits.slice(0, SHOWN_MISFITS).join('; ');
  const more = misfits.length > SHOWN_MISFITS ? `; and ${misfits.length - SHOWN_MISFITS} more` : '';
  return {
    grade: 'hand',
    code: 'import/cast',
    message: `\`${name}\` does not fit the types, so it is written with a cast. ${shown}${more}`,
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
