import type { BlockStatement, FunctionDeclaration, Node, Program, TSModuleBlock } from '@babel/types';
import type { GuardSite } from '../../guard/guard-site.ts';
import type { GuardedFunction, Guards } from '../../guard/guards.ts';
import { guardsName } from '../../guard/plain-text.ts';
import { possibleOutputs } from './possible-outputs.ts';

/** What is put before and after an expression. */
interface Wrap {
  readonly open: string;
  readonly close: string;
}

/** A text that is put into a module. */
export interface Insertion {
  readonly at: number;
  readonly text: string;
}

/** Collects the guards of a module. */
export class GuardWriter {
  /** In the order in which they are put in where they are at the same place. */
  readonly insertions: Insertion[] = [];
  readonly text: string;
  readonly #file: string;
  readonly #guards: Guards;
  readonly #wraps = new Map<Node, Wrap[]>();
  /** Names of functions; undefined for those that are left as they are. */
  readonly #names = new Map<Node, string | undefined>();
  readonly #functions = new Map<Node, GuardedFunction>();

  constructor(text: string, file: string, guards: Guards) {
    this.text = text;
    this.#file = file;
    this.#guards = guards;
  }

  /** Puts a call of a guard around an expression, inside those that are there already. */
  wrap(node: Node, name: string, ...rest: readonly (string | number)[]): void {
    const wrap = {
      open: `${guardsName}.${name}(`,
      close: rest.length === 0 ? ')' : `,${rest.join(',')})`,
    };
    const wraps = this.#wraps.get(node);
    if (wraps === undefined) this.#wraps.set(node, [wrap]);
    else wraps.push(wrap);
  }

  /** Evaluates the call of a guard before an expression. */
  precede(node: Node, name: string, ...values: readonly (string | number)[]): void {
    const checks: Wrap = { open: `${guardsName}.q(${this.call(name, ...values)},`, close: ')' };
    this.#wraps.set(node, [...(this.#wraps.get(node) ?? []), checks]);
  }

  /** Returns the text of the call of a guard. */
  call(name: string, ...values: readonly (string | number)[]): string {
    return `${guardsName}.${name}(${values.join(',')})`;
  }

  /** Evaluates the call of a guard where a block starts. */
  startBlock(
    block: Program | BlockStatement | TSModuleBlock,
    name: string,
    ...values: readonly (string | number)[]
  ): void {
    this.insertions.push({ at: startOfBlock(block), text: `;${this.call(name, ...values)};` });
  }

  /** Writes what comes before a node, then its children, then what comes after it. */
  around(node: Node, visitChildren: () => void): void {
    this.#registerFunction(node);
    const wraps = this.#wraps.get(node) ?? [];
    for (const { open } of wraps) this.insertions.push({ at: startOf(node), text: open });
    const before = this.insertions.length;
    visitChildren();
    const entry = this.#functions.get(node);
    if (entry !== undefined) entry.guarded = this.insertions.length > before;
    for (const { close } of wraps.toReversed()) this.insertions.push({ at: endOf(node), text: close });
  }

  /** Returns the number of a new site. */
  site(node: Node, whole: Node, details: Pick<GuardSite, 'use' | 'method' | 'later'>): number {
    return (
      this.#guards.sites.push({
        ...details,
        file: this.#file,
        ...placeOf(node),
        text: shorten(this.slice(node)),
        whole: shorten(this.slice(whole)),
      }) - 1
    );
  }

  /** Tells whether a guard was put around an expression. */
  isWrapped(node: Node): boolean {
    return possibleOutputs(node).some((output) => this.#wraps.has(output));
  }

  /** Gives a function, if it is one without a name of its own, the name that it has without guards around it. */
  nameFunction(node: Node, name: string): void {
    if (isFunction(node) && !('id' in node && node.id)) this.#names.set(node, name);
  }

  /** Leaves a function as it is. */
  skipFunction(node: Node): void {
    this.#names.set(node, undefined);
  }

  /** Registers a function that is an expression, unless it is to be left as it is. */
  #registerFunction(node: Node): void {
    if (!isFunction(node) || (this.#names.has(node) && this.#names.get(node) === undefined)) return;
    const name = this.#names.get(node);
    this.wrap(node, 'f', this.#addFunction(node), ...(name === undefined ? [] : [JSON.stringify(name)]));
  }

  /** Registers a declared function where its block starts. */
  declareFunction(node: FunctionDeclaration, block: Program | BlockStatement | TSModuleBlock): void {
    this.startBlock(block, 'f', node.id?.name ?? '', this.#addFunction(node));
  }

  #addFunction(node: Node): number {
    const entry = {
      source: { text: this.slice(node), file: this.#file, ...placeOf(node) },
      guarded: false,
    };
    this.#functions.set(node, entry);
    return this.#guards.functions.push(entry) - 1;
  }

  /** Returns the text of a node. */
  slice(node: Node): string {
    return this.text.slice(startOf(node), endOf(node));
  }
}

/** Returns where the first statement may stand: behind `'use strict'`. */
function startOfBlock(block: Program | BlockStatement | TSModuleBlock): number {
  const directive = block.type === 'TSModuleBlock' ? undefined : block.directives.at(-1);
  if (directive) return endOf(directive);
  const [first] = block.body;
  return block.type === 'Program' && first ? startOf(first) : startOf(block) + 1;
}

/** Returns where a node starts in the text. */
function startOf({ start }: Node): number {
  // The parser sets it; it is missing only in nodes that a program makes.
  return start ?? 0;
}

/** Returns where a node ends in the text. */
function endOf({ end }: Node): number {
  return end ?? 0;
}

function isFunction({ type }: Node): boolean {
  return type === 'ArrowFunctionExpression' || type === 'FunctionExpression';
}

function placeOf({ loc }: Node): { readonly line: number; readonly column: number } {
  return { line: loc?.start.line ?? 1, column: (loc?.start.column ?? 0) + 1 };
}

function shorten(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > 80 ? `${line.slice(0, 77)}...` : line;
}
