import { readFileSync } from 'node:fs';
import { ts } from 'ts-morph';
import type { SignatureProblem } from '../model/function-signature.ts';
import { locateOffset, problemAt } from '../model/problem.ts';

/** Thrown if the compiler ran out of stack. Its results for other functions cannot be trusted after that. */
export class DeepCodeError extends Error {
  override readonly name = 'DeepCodeError';
  readonly problem: SignatureProblem;

  constructor(problem: SignatureProblem) {
    super(problem.message);
    this.problem = problem;
  }
}

/** Tells whether the compiler, which recurses into every level of nesting, ran out of stack. */
export function isStackOverflow(error: unknown): boolean {
  return error instanceof RangeError && error.message.includes('call stack');
}

/** Returns the result of `read`. @throws DeepCodeError if the compiler runs out of stack; it names the most deeply nested place of the declaration. */
export function withStackCheck<T>(name: string, declaration: ts.Node, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!isStackOverflow(error)) throw error;
    const { node, depth } = findDeepest(declaration);
    throw new DeepCodeError(
      depth > SUSPICIOUS_DEPTH
        ? problemAt(node, 'SIGNATURE_TOO_DEEP', TOO_DEEP)
        : problemAt(
            declaration,
            'SIGNATURE_TOO_DEEP',
            `The types of ${name} are nested too deeply for the TypeScript compiler; use fewer levels, or \`unknown\` for an inner part.`,
          ),
    );
  }
}

/** Returns the most deeply nested place of a file and the modules that it imports, as a problem. */
export function findDeepCode(file: string, modules: readonly string[]): SignatureProblem {
  const places = [file, ...modules].map((path) => findDeepPlace(path));
  const [deepest] = places.filter((place) => place !== undefined).sort((a, b) => b.depth - a.depth);
  const location =
    deepest !== undefined && deepest.depth > SUSPICIOUS_DEPTH
      ? deepest.location
      : { file, line: 1, column: 1 };
  return { code: 'SIGNATURE_TOO_DEEP', message: TOO_DEEP, location };
}

// Handwritten code rarely has more than a few dozen levels.
const SUSPICIOUS_DEPTH = 200;

const TOO_DEEP =
  'The code is nested too deeply here for the TypeScript compiler; move inner parts into separate constants, functions or types.';

interface DeepPlace {
  readonly depth: number;
  readonly location: SignatureProblem['location'];
}

function findDeepPlace(path: string): DeepPlace | undefined {
  const text = readFileSync(path, 'utf8');
  const source = parse(path, text);
  if (source === undefined) return { depth: Number.POSITIVE_INFINITY, location: findParserLimit(path, text) };
  const { node, depth } = findDeepest(source);
  return { depth, location: locateOffset(source, node.getStart(source)) };
}

/** Finds the first place where even the parser runs out of stack, by bisection. */
function findParserLimit(path: string, text: string): SignatureProblem['location'] {
  let [survives, fails] = [0, text.length];
  while (fails - survives > 1) {
    const middle = Math.floor((survives + fails) / 2);
    if (parse(path, text.slice(0, middle)) === undefined) fails = middle;
    else survives = middle;
  }
  const before = text.slice(0, survives).split(/\r\n|\r|\n/);
  return { file: path, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

function parse(path: string, text: string): ts.SourceFile | undefined {
  try {
    return ts.createSourceFile(path, text, ts.ScriptTarget.ESNext, false);
  } catch (error) {
    if (isStackOverflow(error)) return undefined;
    throw error;
  }
}

/** Not recursive, because recursion would run out of stack as the compiler does. */
function findDeepest(root: ts.Node): { readonly node: ts.Node; readonly depth: number } {
  let deepest = { node: root, depth: 0 };
  const open = [deepest];
  for (let one = open.pop(); one !== undefined; one = open.pop()) {
    if (one.depth > deepest.depth) deepest = one;
    const depth = one.depth + 1;
    ts.forEachChild(one.node, (node) => void open.push({ node, depth }));
  }
  return deepest;
}
