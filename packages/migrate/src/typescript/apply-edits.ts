import type { SourceLocation } from '@tiphys/signature/program';
import { locateOffset } from '@tiphys/signature/program';
import { ts } from 'ts-morph';

/** A part of a text, by offsets, and the text that replaces it. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A text with edits made. */
export interface EditedText {
  readonly text: string;
  /** Gives a place of the text as it was for the text as it is. */
  readonly moved: (location: SourceLocation) => SourceLocation;
}

/** Makes edits in the text of a file; they may come in any order. */
export function applyEdits(source: ts.SourceFile, edits: readonly TextEdit[]): EditedText {
  const sorted = edits.toSorted((a, b) => a.start - b.start || a.end - b.end);
  const parts: string[] = [];
  let from = 0;
  for (const { start, end, text: now } of sorted) {
    parts.push(source.text.slice(from, start), now);
    from = end;
  }
  const text = parts.join('') + source.text.slice(from);
  let edited: ts.SourceFile | undefined;
  const moved = (location: SourceLocation): SourceLocation => {
    if (sorted.length === 0) return location;
    edited ??= ts.createSourceFile(source.fileName, text, ts.ScriptTarget.Latest);
    const offset = ts.getPositionOfLineAndCharacter(source, location.line - 1, location.column - 1);
    return locateOffset(edited, movedOffset(offset, sorted));
  };
  return { text, moved };
}

/** An offset inside of what was replaced moves to where it stood. */
function movedOffset(offset: number, edits: readonly TextEdit[]): number {
  let result = offset;
  for (const { start, end, text } of edits) {
    if (start > offset) break;
    if (end <= offset) result += start === offset ? 0 : text.length - (end - start);
    else result -= offset - start;
  }
  return result;
}
