import type { CallSite } from '../../ir/call-site.ts';
import { claimIn } from '../../ir/claim-in.ts';
import type {
  GivenSource,
  InputSource,
  ItemSource,
  Scope,
  TaskNode,
  VariableSource,
} from '../../ir/graph.ts';
import { isRaw, VALUE_FORM } from '../../ir/outputs/outputs.ts';
import { tasksOfEnding } from '../../ir/walk.ts';
import { conjunctsOf, endingTerm, isPlainWait, waitTerm } from './ending-term.ts';
import { outOfReach } from './out-of-reach.ts';
import { type Aspect, itemReference, taskReference, type ValueReference } from './reference.ts';

/** A source whose value is a parameter or artifact. The others are computed from these. */
export type RootSource = TaskNode | ItemSource | InputSource | GivenSource;

/** A source that a template can get from outside. */
export type ImportSource = RootSource | VariableSource;

/** What a task waits for: the terms of `depends`, in order of appearance. */
export type Waits = string[];

/** A value that a template gets from outside, because its tasks use it. */
export interface Import {
  readonly name: string;
  readonly source: ImportSource;
  readonly aspect: Aspect;
  readonly reference: ValueReference;
}

/** A result of a task that a template passes to other parts of the same body. */
export interface Export {
  readonly name: string;
  readonly reference: ValueReference;
}

/** The tasks of one template, and the values that it gets and passes on. */
export class BodyContext {
  readonly parent: BodyContext | undefined;
  readonly template: string;
  readonly depth: number;
  readonly imports: Import[] = [];
  readonly exports: Export[] = [];
  /** Tasks outside of the template that its tasks wait for. */
  readonly outerWaits: Set<TaskNode> = new Set();
  /** Tasks outside of the template that must have ended, in whatever way, before its tasks start; with the task that waits. */
  readonly outerEnds: Map<TaskNode, CallSite> = new Map();
  /** The body whose tasks are in this template or its parts; undefined for templates around a single call. */
  readonly scope: Scope | undefined;
  /** The loops whose items are available in this template. */
  readonly itemScopes: Set<Scope>;
  /** The body whose given values are inputs of this template. */
  readonly givenScope: Scope | undefined;
  /** The parts of a body that is too large for one template. */
  parts: ReadonlyMap<TaskNode, BodyContext> | undefined;
  /** The values from its caller that its tasks use. */
  readonly givens: Set<string> = new Set();
  readonly #importNames: Set<string>;
  #known = new Map<ImportSource, Map<string, Import>>();
  #exported = new Map<TaskNode, Map<string, Export>>();

  constructor(place: {
    readonly parent: BodyContext | undefined;
    readonly template: string;
    readonly scope: Scope | undefined;
    readonly itemScope?: Scope;
    readonly givenScope?: Scope;
    /** @default one more than that of the parent */
    readonly depth?: number;
    /** Names of the values that the caller may pass, which no other input has. */
    readonly givenNames?: readonly string[];
  }) {
    this.parent = place.parent;
    this.template = place.template;
    this.scope = place.scope;
    this.itemScopes = new Set(place.itemScope === undefined ? [] : [place.itemScope]);
    this.givenScope = place.givenScope;
    this.#importNames = new Set(['list', ...(place.givenNames ?? [])]);
    this.depth = place.depth ?? (place.parent === undefined ? 1 : place.parent.depth + 1);
  }

  /** Whether it is a template that the workflow starts with, and not one that others call. */
  get isEntry(): boolean {
    return this.parent === undefined && this.givenScope === undefined;
  }

  /** Claims the name of an input parameter that is not an import. */
  reserve(name: string): string {
    return claimIn(this.#importNames, name);
  }

  /** Returns how tasks of this template refer to a source, and adds what they must wait for. */
  reference(source: RootSource, aspect: Aspect, waits: Waits): ValueReference {
    if (isItem(source)) {
      return this.itemScopes.has(source.scope)
        ? itemReference(source)
        : this.import(source, aspect).reference;
    }
    if (source.kind === 'input') return this.import(source, aspect).reference;
    if (source.kind === 'given') {
      if (this.givenScope !== source.scope) return this.import(source, aspect).reference;
      if (source.route === undefined) this.givens.add(source.name);
      return givenReference(source);
    }
    if (this.#owns(source)) {
      this.addWait(source, waits);
      return taskReference(source, aspect);
    }
    const part = this.parts?.get(source);
    if (part === undefined) return this.import(source, aspect).reference;
    addOnce(waits, `${part.template}.Succeeded`);
    return part.#export(source, aspect, part.template);
  }

  /** Returns the input of this template for a value from outside. */
  import(source: ImportSource, aspect: Aspect): Import {
    const known = this.#known.get(source) ?? new Map<string, Import>();
    this.#known.set(source, known);
    const key = keyOf(aspect);
    const found = known.get(key);
    if (found !== undefined) return found;
    const name = claimIn(this.#importNames, importName(source, aspect));
    const original = this.#originalOf(source, aspect);
    const reference: ValueReference = {
      ...original,
      // Argo would substitute tags in such text again, so it is encoded when it enters the template.
      form: isRaw(original.form) ? VALUE_FORM : original.form,
      path: ['inputs', original.artifact ? 'artifacts' : 'parameters', name],
    };
    const made: Import = { name, source, aspect, reference };
    known.set(key, made);
    this.imports.push(made);
    return made;
  }

  /**
   * Makes a task wait for what its option `after` names.
   *
   * @throws PipelineError `PIPELINE_ENDING_OUT_OF_REACH`
   */
  addEndings({ after, site }: Pick<TaskNode, 'after' | 'site'>, waits: Waits): void {
    for (const ending of conjunctsOf(after ?? [])) {
      if (tasksOfEnding(ending).every((task) => this.#owns(task))) addOnce(waits, endingTerm(ending));
      else if (ending.kind === 'end' && ending.when === 'ended') this.addEnd(ending.of, site, waits);
      else if (isPlainWait(ending)) this.addWait(ending.of, waits);
      else throw outOfReach(ending, site, this.parent?.parts);
    }
  }

  /**
   * Makes a task wait for the end of another one, which may be in an outer template.
   *
   * @throws PipelineError `PIPELINE_ENDING_OUT_OF_REACH`
   */
  addEnd(of: TaskNode, site: CallSite, waits: Waits): void {
    const ending = { kind: 'end', of, when: 'ended' } as const;
    if (this.#owns(of)) addOnce(waits, endingTerm(ending));
    else if (this.parts?.has(of) === true) throw outOfReach(ending, site, this.parts);
    else this.outerEnds.set(of, site);
  }

  /** Makes a task wait for another one, which may be in an outer template. */
  addWait(task: TaskNode, waits: Waits): void {
    if (this.#owns(task)) {
      addOnce(waits, waitTerm(task));
      return;
    }
    const part = this.parts?.get(task);
    if (part !== undefined) addOnce(waits, `${part.template}.Succeeded`);
    else this.outerWaits.add(task);
  }

  #owns(task: TaskNode): boolean {
    if (task.scope !== this.scope || this.parts !== undefined) return false;
    const { parts } = this.parent ?? {};
    return parts === undefined || parts.get(task) === this;
  }

  /** Returns the reference to a value in its own template. Only its form matters here. */
  #originalOf(source: ImportSource, aspect: Aspect): ValueReference {
    if (source.kind === 'input') return { path: [], form: VALUE_FORM, artifact: false };
    if (source.kind === 'given') return { ...givenReference(source), path: [] };
    if (source.kind === 'variable') return { path: [], form: VALUE_FORM, artifact: false };
    return isItem(source) ? itemReference(source) : taskReference(source, aspect);
  }

  #export(task: TaskNode, aspect: Aspect, template: string): ValueReference {
    const known = this.#exported.get(task) ?? new Map<string, Export>();
    this.#exported.set(task, known);
    const key = keyOf(aspect);
    const inner = taskReference(task, aspect);
    const found = known.get(key) ?? {
      name: key === 'value' ? task.name : `${task.name}-${key}`,
      reference: inner,
    };
    if (!known.has(key)) this.exports.push(found);
    known.set(key, found);
    return {
      ...inner,
      path: ['tasks', template, 'outputs', inner.artifact ? 'artifacts' : 'parameters', found.name],
    };
  }
}

function isItem(source: ImportSource): source is ItemSource {
  return source.kind === 'item' || source.kind === 'index';
}

function keyOf(aspect: Aspect): string {
  if (aspect === 'value') return aspect;
  if ('result' in aspect) return aspect.result;
  if ('uri' in aspect) return aspect.uri === undefined ? 'uri' : `${aspect.uri}-uri`;
  return aspect.items === undefined ? 'items' : `${aspect.items}-items`;
}

function importName(source: ImportSource, aspect: Aspect): string {
  // Argo passes workflow parameters to inputs of the same name, but they are not encoded.
  if (source.kind === 'input') return `input-${source.name}`;
  const base = 'name' in source ? source.name : source.kind;
  return aspect === 'value' ? base : `${base}-${keyOf(aspect)}`;
}

function givenReference({ name, route }: GivenSource): ValueReference {
  const artifact = route === 'file';
  return { path: ['inputs', artifact ? 'artifacts' : 'parameters', name], form: VALUE_FORM, artifact };
}

function addOnce(waits: Waits, term: string): void {
  if (!waits.includes(term)) waits.push(term);
}
