import type { Issue, LintInput } from '@tiphys/lint';
import type { ConversionNote, ImportedObject, ImportTarget } from '@tiphys/workflow';
import { type Deprecation, findDeprecations } from './find-deprecations.ts';

/** How much work a file is: none, a look at what is named, or writing a part by hand. */
export type Grade = 'full' | 'look' | 'hand';

/** Why a file is not simply converted. */
export interface Reason {
  readonly grade: Exclude<Grade, 'full'>;
  /** What sort of reason: a rule of lint, `import/cast`, `import/convert`, `import/deprecated`, `import/list`, `import/nothing`. */
  readonly code: string;
  readonly message: string;
  readonly line?: number | undefined;
  readonly column?: number | undefined;
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
  /** The version of Argo that the files were graded for. */
  readonly target: string;
  readonly counts: Readonly<Record<Grade, number>>;
  /** How many files each sort of reason holds back, the most frequent first. */
  readonly causes: readonly { readonly code: string; readonly files: number }[];
  readonly files: readonly FileAssessment[];
}

/**
 * Grades files for a version of Argo; references are looked up in all of them. What `tiphys convert` rewrites by itself wants no more than
 * a look, and what the files would be afterwards is what is graded.
 */
export async function assessFiles(inputs: readonly LintInput[], target: ImportTarget): Promise<Assessment> {
  const { lint } = await import('@tiphys/lint');
  const { convertYaml, importYaml, isArgoObject, looksLikeHelm } = await import('@tiphys/workflow');
  const conversions = inputs.map(({ text }) => convertYaml(text, { to: target.version }));
  const converted = inputs.map(({ file }, index) => ({ file, text: conversions[index]?.text ?? '' }));
  const written = Map.groupBy(lint(inputs, { target }), ({ file }) => file);
  const isConverted = conversions.some(({ changes }) => changes.length > 0);
  const left = isConverted ? Map.groupBy(lint(converted, { target }), ({ file }) => file) : written;
  const files = converted.map(({ file, text }, index): FileAssessment => {
    const { objects } = importYaml(text, { file, target });
    const { changes = [] } = conversions[index] ?? {};
    const stay = new Set((left.get(file) ?? []).map(signatureOf));
    const issues = (written.get(file) ?? []).filter((issue) => stay.has(signatureOf(issue)));
    const reasons = [
      ...issues.map((issue) => reasonOfIssue(issue, looksLikeHelm(text))),
      ...(objects.length === 0 && issues.length === 0 ? [NOTHING] : []),
      ...objects.filter((object) => isList(object, isArgoObject)).map(() => LIST),
      ...changes.map((note) => reasonOfConversion(note, target)),
      ...objects.filter(({ misfits }) => misfits.length > 0).map(reasonOfCast),
      ...objects.flatMap(({ value, kind }) =>
        findDeprecations(value, kind, target.tables).map(reasonOfDeprecation),
      ),
    ];
    const kinds = objects.map(({ kind }) => kind);
    return { file, grade: gradeOf(reasons), kinds, reasons: reasons.toSorted(byLine) };
  });
  return { target: target.version, counts: count(files), causes: findCauses(files), files };
}

/** Lines move when a file is converted, what is said of it does not. */
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

const NOTHING: Reason = {
  grade: 'look',
  code: 'import/nothing',
  message: 'There is no object in this file, so there is nothing to import.',
};

const LIST: Reason = {
  grade: 'hand',
  code: 'import/list',
  message: 'The objects in a List are not looked at. Write each as a document of its own.',
};

/** What `kubectl get -o yaml` prints. */
function isList({ kind, value }: ImportedObject, isMember: (item: unknown) => boolean): boolean {
  const { items } = value as { readonly items?: unknown };
  return kind === 'List' && Array.isArray(items) && items.some(isMember);
}

/** What cannot be read cannot be converted; anything else converts as it is, right or wrong. */
function reasonOfIssue({ rule, message, line, column }: Issue, isHelm: boolean): Reason {
  if (!rule.startsWith('yaml/')) return { grade: 'look', code: rule, message, line, column };
  const advice = isHelm ? '. It looks like a Helm template: render it with `helm template` first' : '';
  return { grade: 'hand', code: rule, message: `${message}${advice}`, line, column };
}

/** Those without a place come last. */
function byLine(a: Reason, b: Reason): number {
  return (a.line ?? Number.MAX_SAFE_INTEGER) - (b.line ?? Number.MAX_SAFE_INTEGER);
}

const SHOWN_MISFITS = 3;

/** One for each object: most of what the types refuse lint tells too, with its place. */
function reasonOfCast({ name, misfits }: ImportedObject): Reason {
  const shown = misfits.slice(0, SHOWN_MISFITS).join('; ');
  const more = misfits.length > SHOWN_MISFITS ? `; and ${misfits.length - SHOWN_MISFITS} more` : '';
  return {
    grade: 'hand',
    code: 'import/cast',
    message: `The types refuse \`${name}\`, so it is written with a cast. ${shown}${more}`,
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
