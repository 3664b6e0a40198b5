import {
  type JsonPath,
  looksLikeHelm,
  namesArgoKind,
  readYaml,
  type YamlDocument,
  type YamlProblem,
} from '@tiphys/workflow';
import type { Issue, Severity } from '../report/issue.ts';
import { ENCODING, HELM, type TextRule, textRuleOf } from '../rules/text-rules.ts';
import { documentTexts, holdsHelmValues } from './document-text.ts';
import type { LintInput, LintObjects } from './lint-input.ts';

/** A document that is to be checked. */
export interface FileDocument {
  readonly file: string;
  readonly exportName?: string;
  readonly document: YamlDocument;
  /** Whether it was found in a folder: what is not Argo's is then passed over. */
  readonly isFound: boolean;
}

/** The documents of files, and what is wrong with their texts. */
export interface ReadInputs {
  readonly documents: readonly FileDocument[];
  readonly issues: readonly Issue[];
}

/** Reads files. Of those found in a folder, only what may be an object of Argo. */
export function readInputs(inputs: readonly (LintInput | LintObjects)[]): ReadInputs {
  const documents: FileDocument[] = [];
  const issues: Issue[] = [];
  for (const input of inputs) {
    if ('text' in input && input.isFound && !mentionsArgo(input.text)) continue;
    const read = 'text' in input ? readInput(input) : viewObjects(input);
    for (const document of read.documents) documents.push(document);
    for (const issue of read.issues) issues.push(issue);
  }
  return { documents, issues };
}

function viewObjects({ file, exportName, objects, locate = () => undefined }: LintObjects): ReadInputs {
  const documents = objects.map((value) => ({
    file,
    ...(exportName === undefined ? {} : { exportName }),
    document: { value, locate: (path: JsonPath) => locate(path) },
    isFound: false,
  }));
  return { documents, issues: [] };
}

/** Tells whether a text may hold an object of Argo Workflows, or one whose kind is misspelt. */
function mentionsArgo(text: string): boolean {
  return /argoproj\.io\//.test(text) || namesArgoKind(text);
}

function readInput({ file, text, isFound = false, invalidUtf8 }: LintInput): ReadInputs {
  if (invalidUtf8) {
    const message = 'This byte is not UTF-8, so nothing in the file can be read.';
    const suggestion = 'Save the file as UTF-8.';
    return { documents: [], issues: [{ ...textIssue(ENCODING, file, invalidUtf8), message, suggestion }] };
  }
  const { documents, problems } = readYaml(text, { file });
  let texts: ((line: number) => string) | undefined;
  const textAround = (line: number): string => {
    texts ??= documentTexts(text);
    return texts(line);
  };
  const looks = new Map<string, { readonly isArgo: boolean; readonly isHelm: boolean }>();
  const lookAt = (around: string): { readonly isArgo: boolean; readonly isHelm: boolean } => {
    const look = looks.get(around) ?? { isArgo: mayBeArgo(around), isHelm: looksLikeHelm(around) };
    looks.set(around, look);
    return look;
  };
  const issues = new Map<string, Issue>();
  for (const problem of problems) {
    const around = textAround(problem.line);
    const look = lookAt(around);
    if (isFound && !look.isArgo) continue;
    const issue = look.isHelm ? helmIssue(file, problem, isFound) : problemIssue(file, problem);
    // Of a Helm template, one mistake says all.
    issues.set(issue.rule === HELM.id ? around : `${issue.line}:${issue.column}`, issue);
  }
  const isHelm = isFound && holdsHelmValues(text);
  const plain = documents.filter((document) => {
    if (!isHelm) return true;
    const place = document.locate([]) ?? { line: 1, column: 1 };
    const around = textAround(place.line);
    if (!holdsHelmValues(around) || !namesArgoKind(around)) return true;
    issues.set(around, helmIssue(file, place, true));
    return false;
  });
  return {
    documents: plain.map((document) => ({ file, document, isFound })),
    issues: [...issues.values()],
  };
}

/** A text that cannot be read counts as Argo's if it says so, or if it does not say what it is. */
function mayBeArgo(text: string): boolean {
  return namesArgoKind(text) || (/argoproj\.io\//.test(text) && !/^["']?kind["']?\s*:\s*["']?\w/m.test(text));
}

function problemIssue(file: string, problem: YamlProblem): Issue {
  return { ...textIssue(textRuleOf(problem), file, problem), message: problem.message };
}

/** Argo passes over what it cannot read among other files; a file that is named must be one that can be checked. */
function helmIssue(file: string, place: Place, isFound: boolean): Issue {
  return {
    ...textIssue(HELM, file, place, isFound ? 'warning' : HELM.severity),
    message: 'This looks like a Helm template, so nothing in it was checked.',
    suggestion: 'Render it with `helm template` first, and check the result.',
  };
}

interface Place {
  readonly line: number;
  readonly column: number;
}

/** Returns an issue of a text without its message. */
export function textIssue(
  { id, severity }: TextRule,
  file: string,
  place: Place | undefined,
  weight: Severity = severity,
): Omit<Issue, 'message'> {
  return {
    rule: id,
    severity: weight,
    file,
    path: '',
    ...(place && { line: place.line, column: place.column }),
  };
}
