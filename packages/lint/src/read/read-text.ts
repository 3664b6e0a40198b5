import { looksLikeHelm, namesArgoKind, readYaml, type YamlDocument } from '@tiphys/yaml';
import { documentTexts } from './document-text.ts';
import { holdsHelmValues } from './helm-values.ts';
import type { LintInput } from './lint-input.ts';
import { type TextProblem, toTextProblem } from './text-problem.ts';

/** The documents of a text, and what keeps others from being read. */
export interface ReadText {
  readonly documents: readonly YamlDocument[];
  readonly problems: readonly TextProblem[];
}

/** Reads the text of a file. Each document that is a Helm template has one problem, whatever the YAML reader finds in it. */
export function readText({ file, text, isFound = false, invalidUtf8 }: LintInput): ReadText {
  if (invalidUtf8) return { documents: [], problems: [{ kind: 'encoding', message: '', ...invalidUtf8 }] };
  const { documents, problems } = readYaml(text, { file });
  const lookAt = createLook(text);
  const found = new Map<string, TextProblem>();
  for (const problem of problems) {
    const { around, isArgo, isHelm } = lookAt(problem.line);
    if (isFound && !isArgo) continue;
    const { line, column } = problem;
    if (isHelm) found.set(around, { kind: 'helm', message: '', line, column });
    else found.set(`${line}:${column}`, toTextProblem(problem));
  }
  if (!isFound || !holdsHelmValues(text)) return { documents, problems: [...found.values()] };
  const plain = documents.filter((document) => {
    const { line, column } = document.locate([]) ?? { line: 1, column: 1 };
    const { around } = lookAt(line);
    if (!holdsHelmValues(around) || !namesArgoKind(around)) return true;
    found.set(around, { kind: 'helm', message: '', line, column });
    return false;
  });
  return { documents: plain, problems: [...found.values()] };
}

/** What a document seems to be by its text. */
interface Look {
  /** The text of the document. */
  readonly around: string;
  readonly isArgo: boolean;
  readonly isHelm: boolean;
}

/** Returns a function that looks at the document that a line is in, and at each document only once. */
function createLook(text: string): (line: number) => Look {
  const looks = new Map<string, Look>();
  let textAround: ReturnType<typeof documentTexts> | undefined;
  return (line) => {
    textAround ??= documentTexts(text);
    const around = textAround(line);
    const look = looks.get(around) ?? { around, isArgo: mayBeArgo(around), isHelm: looksLikeHelm(around) };
    looks.set(around, look);
    return look;
  };
}

/** A broken document counts as Argo's if it names a kind of Argo, or Argo's group and no kind. */
function mayBeArgo(text: string): boolean {
  return namesArgoKind(text) || (/argoproj\.io\//.test(text) && !/^["']?kind["']?\s*:\s*["']?\w/m.test(text));
}
