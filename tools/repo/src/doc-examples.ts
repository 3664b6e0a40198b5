import { readSources, type WorkspaceProject } from './workspace.ts';

/** The code of an `@example` in a doc comment. */
export interface DocExample {
  readonly file: string;
  /** Where the code begins in the file. */
  readonly line: number;
  readonly code: string;
}

const block = /^( *)\* @example\n\1\* ```ts\n((?:\1\*.*\n)*?)\1\* ```$/gm;

/** Returns the examples in the doc comments of a package; each has to be one block of TypeScript. */
export function readDocExamples(project: WorkspaceProject): readonly DocExample[] {
  return readSources(project, { tests: false }).flatMap(({ file, text }) => {
    const found = [...text.matchAll(block)].map(({ index, 2: code = '' }) => ({
      file,
      line: text.slice(0, index).split('\n').length + 2,
      code: code.replaceAll(/^ *\* ?/gm, ''),
    }));
    if (found.length !== text.split('* @example').length - 1)
      throw new Error(`An @example of ${file} is not followed by a block that starts with \`\`\`ts.`);
    return found;
  });
}
