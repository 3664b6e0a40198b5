import type { BlockStatement, FunctionDeclaration, Node, Program, TSModuleBlock } from '@babel/types';
import type { GuardSite } from '../../guard/guard-site.ts';
import type { GuardedFunction, Guards } from '../../guard/guards.ts';
import { GUARDS_NAME } from '../../guard/plain-text.ts';
import { isFunction } from './code-nodes.ts';
import type { ModuleFacts } from './module-facts.ts';
import { possibleOutputs } from './possible-outputs.ts';

/** The text before and after an expression. */
interface Wrap {
  readonly open: string;
  readonly close: string;
}

/** A text to be inserted into a module. */
export interface Insertion {
  readonly at: number;
  readonly text: string;
}

/** Collects the guards of a module. */
export class GuardWriter {
  /** In order of insertion for equal positions. */
  readonly insertions: Insertion[] = [];
  readonly text: string;
  readonly #file: string;
  readonly #guards: Guards;
  readonly #wraps = new Map<Node, Wrap[]>();
  /** Names of functions; undefined for those that are not registered. */
  readonly #names = new Map<Node, string | undefined>();
  readonly #functions = new Map<Node, GuardedFunction>();

  readonly facts: ModuleFacts;

  constructor(text: string, file: string, guards: Guards, facts: ModuleFacts) {
    this.text = text;
    this.facts = facts;
    this.#file = file;
    this.#guards = guards;
  }

  /** Wraps an expression with a call of a guard, inside of existing ones. */
  wrap(node: Node, name: string, ...rest: readonly (string | number)[]): void {
    const wrap = {
      open: `${GUARDS_NAME}.${name}(`,
      close: rest.length === 0 ? ')' : `,${rest.join(',')})`,
    };
    const wraps = this.#wraps.get(node);
    if (wraps === undefined) this.#wraps.set(node, [wrap]);
    else wraps.push(wrap);
  }

  /** Calls a guard before an expression is evaluated. */
  precede(node: Node, name: string, ...values: readonly (string | number)[]): void {
    const checks: Wrap = { open: `${GUARDS_NAME}.q(${this.call(name, ...values)},`, close: ')' };
    this.#wraps.set(node, [...(this.#wraps.get(node) ?? []), checks]);
  }

  /** Returns the text of the call of a guard. */
  call(name: string, ...values: readonly (string | number)[]): string {
    return `${GUARDS_NAME}.${name}(${values.join(',')})`;
  }

  /** Calls a guard at the start of a block. */
  startBlock(
    block: Program | BlockStatement | TSModuleBlock,
    name: string,
    ...values: readonly (string | number)[]
  ): void {
    this.insertions.push({ at: startOfBlock(block), text: `;${this.call(name, ...values)};` });
  }

  /** Writes the insertions before a node, in its children, and after it. */
  around(node: Node, visitChildren: () => void): void {
    this.#registerFunction(node);
    const wraps = [...(this.#wraps.get(node) ?? []), ...this.#watch(node)];
    const watchers = this.facts.watchers.get(node) ?? [];
    if (node.type === 'BlockStatement')
      for (const name of watchers)
        this.insertions.push({ at: startOfBlock(node), text: `;let ${name}=${this.call('c')};` });
    for (const { open } of wraps) this.insertions.push({ at: startOf(node), text: open });
    const before = this.insertions.length;
    visitChildren();
    const entry = this.#functions.get(node);
    if (entry !== undefined) entry.guarded = this.insertions.length > before;
    for (const { close } of wraps.toReversed()) this.insertions.push({ at: endOf(node), text: close });
    if (node.type === 'VariableDeclarator')
      for (const name of watchers)
        this.insertions.push({ at: endOf(node), text: `,${name}=${this.call('c')}` });
  }

  /** Returns the guards of the uses of watched variables. */
  #watch(node: Node): readonly Wrap[] {
    const read = this.facts.reads.get(node);
    if (read !== undefined) {
      const name = this.slice(read.node);
      return [
        {
          open: `${read.isShorthand ? `${name}:` : ''}${GUARDS_NAME}.u(`,
          close: `,${read.watcher},${this.#useSite(read.node)})`,
        },
      ];
    }
    return (this.facts.writes.get(node) ?? []).map(({ watcher, node: name, isUpdate }) => ({
      open: `${GUARDS_NAME}.q(${this.call('w', watcher, this.#useSite(name), String(isUpdate))},`,
      close: ')',
    }));
  }

  #useSite(name: Node): number {
    return this.site(name, name, { use: 'assignment' });
  }

  /** Adds a site and returns its number. */
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

  /** Whether an expression is wrapped with a guard. */
  isWrapped(node: Node): boolean {
    return possibleOutputs(node).some((output) => this.#wraps.has(output));
  }

  /** Stores the name that an anonymous function would have without guards. */
  nameFunction(node: Node, name: string): void {
    if (isFunction(node) && !('id' in node && node.id)) this.#names.set(node, name);
  }

  /** Excludes a function from registration. */
  skipFunction(node: Node): void {
    this.#names.set(node, undefined);
  }

  /** Registers a function expression, unless it is excluded. */
  #registerFunction(node: Node): void {
    if (!isFunction(node) || (this.#names.has(node) && this.#names.get(node) === undefined)) return;
    const name = this.#names.get(node);
    const captured = this.#captureOf(node);
    const rest = captured === undefined ? [] : [captured];
    if (name !== undefined) rest.unshift(JSON.stringify(name));
    else if (captured !== undefined) rest.unshift('void 0');
    this.wrap(node, 'f', this.#addFunction(node), ...rest);
  }

  /** Registers a function declaration at the start of its block. */
  declareFunction(node: FunctionDeclaration, block: Program | BlockStatement | TSModuleBlock): void {
    const captured = this.#captureOf(node);
    const rest = captured === undefined ? [] : ['void 0', captured];
    this.startBlock(block, 'f', node.id?.name ?? '', this.#addFunction(node), ...rest);
  }

  /** Returns the code of a function that reads the variables that a function captures. */
  #captureOf(node: Node): string | undefined {
    const captured = this.facts.captured.get(node);
    if (captured === undefined) return undefined;
    const fields = [...captured].map(([name, use]) => {
      const read = this.facts.reads.get(use);
      return read === undefined ? name : `${name}:${this.call('u', name, read.watcher, this.#useSite(use))}`;
    });
    return `()=>({${fields.join(',')}})`;
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

/** Returns the position of the first statement of a block, after `'use strict'`. */
function startOfBlock(block: Program | BlockStatement | TSModuleBlock): number {
  const directive = block.type === 'TSModuleBlock' ? undefined : block.directives.at(-1);
  if (directive) return endOf(directive);
  const [first] = block.body;
  return block.type === 'Program' && first ? startOf(first) : startOf(block) + 1;
}

/** Returns the start of a node in the text. */
function startOf({ start }: Node): number {
  // The parser always sets it; it is only optional for generated nodes.
  return start ?? 0;
}

/** Returns the end of a node in the text. */
function endOf({ end }: Node): number {
  return end ?? 0;
}

function placeOf({ loc }: Node): { readonly line: number; readonly column: number } {
  return { line: loc?.start.line ?? 1, column: (loc?.start.column ?? 0) + 1 };
}

function shorten(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > 80 ? `${line.slice(0, 77)}...` : line;
}
