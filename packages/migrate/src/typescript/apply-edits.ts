import type { SourceLocation } from '@tiphys/signature/model';
import { locateOffset } from '@tiphys/signature/program';
import { applyTextEdits, type TextEdit } from '@tiphys/yaml';
import { ts } from 'ts-morph';

/** A text after edits. */
export interface EditedText {
  readonly text: string;
  /** Returns where a position of the original text is in the edited text. */
  readonly moved: (location: SourceLocation) => SourceLocation;
}

/** Returns the text of a file after edits, which may be in any order. */
export function applyEdits(source: ts.SourceFile, edits: readonly TextEdit[]): EditedText {
  const sorted = edits.toSorted((a, b) => a.start - b.start || a.end - b.end);
  const text = applyTextEdits(source.text, sorted);
  if (text === undefined) throw new Error('unreachable: properties do not overlap');
  let edited: ts.SourceFile | undefined;
  const moved = (location: SourceLocation): SourceLocation => {
    if (sorted.length === 0) return location;
    edited ??= ts.createSourceFile(source.fileName, text, ts.ScriptTarget.Latest);
    const offset = ts.getPositionOfLineAndCharacter(source, location.line - 1, location.column - 1);
    return locateOffset(edited, movedOffset(offset, sorted));
  };
  return { text, moved };
}

/** An offset inside a replaced range moves to its start. */
function movedOffset(offset: number, edits: readonly TextEdit[]): number {
  let result = offset;
  for (const { start, end, text } of edits) {
    if (start > offset) break;
    if (end <= offset) result += start === offset ? 0 : text.length - (end - start);
    else result -= offset - start;
  }
  return result;
}
