import type { JsonPath } from '@tiphys/models/facts';
import { namesArgoKind, type YamlDocument } from '@tiphys/yaml';
import { itemsOf } from './items-of.ts';
import type { LintInput, LintObjects } from './lint-input.ts';
import { readText } from './read-text.ts';
import type { TextProblem } from './text-problem.ts';

/** A document to check. */
export interface FileDocument {
  readonly file: string;
  readonly exportName?: string;
  readonly document: YamlDocument;
  /** Where the object is in its document; absent for the document itself. */
  readonly within?: JsonPath;
  /** Whether its file was found in a folder: documents of other programs are then skipped. */
  readonly isFound: boolean;
}

/** What was read of one input. */
export interface ReadInput {
  readonly file: string;
  /** Whether the file was found in a folder rather than named. */
  readonly isFound: boolean;
  readonly documents: readonly FileDocument[];
  readonly problems: readonly TextProblem[];
}

/** Reads inputs. Skips files that were found in a folder and hold no object of Argo. */
export function readInputs(inputs: readonly (LintInput | LintObjects)[]): readonly ReadInput[] {
  return inputs.flatMap((input) => {
    if (!('text' in input)) return [viewObjects(input)];
    return input.isFound && !mentionsArgo(input.text) ? [] : [readFile(input)];
  });
}

/** Tells whether a text may hold an object of Argo Workflows, or one whose kind is misspelt. */
function mentionsArgo(text: string): boolean {
  return /argoproj\.io\//.test(text) || namesArgoKind(text);
}

function readFile(input: LintInput): ReadInput {
  const { file, isFound = false } = input;
  const { documents, problems } = readText(input);
  return {
    file,
    isFound,
    documents: documents.flatMap(itemsOf).map((one) => ({ file, ...one, isFound })),
    problems,
  };
}

function viewObjects({ file, exportName, objects, locate = () => undefined }: LintObjects): ReadInput {
  const documents = objects
    .map((value): YamlDocument => ({ value, locate: (path) => locate(path) }))
    .flatMap(itemsOf)
    .map((one) => ({
      file,
      ...(exportName === undefined ? {} : { exportName }),
      ...one,
      isFound: false,
    }));
  return { file, isFound: false, documents, problems: [] };
}
