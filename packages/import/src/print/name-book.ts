const RESERVED = new Set(
  `abstract any arguments as async await boolean break case catch class const continue debugger declare default delete do else enum
  eval export extends false finally for from function get global globalThis if implements import in infer instanceof interface is keyof let
  module namespace never new null number object of package private protected public readonly require return set static string super
  switch symbol this throw true try type typeof undefined unique unknown using var void while with yield workflow workflowTemplate
  clusterWorkflowTemplate cronWorkflow workflowEventBinding container script template dag steps parameter artifact hook specFrom templatesOf
  templateRef declareTemplate literalTemplate reference workflowParameters item inputs outputs d s Infinity NaN Object Symbol exports`.split(
    /\s+/,
  ),
);

/** Assigns unique names to constants. */
export class NameBook {
  readonly #outer: NameBook | undefined;
  readonly #taken = new Set<string>();
  readonly #counts = new Map<string, number>();

  constructor(outer?: NameBook) {
    this.#outer = outer;
  }

  /** Adopts the names of a fork of this book. */
  adopt(fork: NameBook): void {
    for (const name of fork.#taken) this.#taken.add(name);
    for (const [name, count] of fork.#counts) this.#counts.set(name, count);
  }

  /** Returns a book for the names inside a function, which do not shadow outer names. */
  fork(): NameBook {
    return new NameBook(this);
  }

  /** Returns a name for a text, such as `helloWorld` for `hello-world`; adds `suffix` if it is taken. */
  claim(text: string, suffix: string): string {
    // The suffix may be a kind from the YAML, which can contain any character.
    const ending = suffix.replace(/[^A-Za-z0-9]+/g, '') || 'Document';
    const base = toIdentifier(text) || toIdentifier(ending);
    const longer = `${base}${ending}`;
    let name = this.#isTaken(base) ? longer : base;
    let count = this.#countOf(longer);
    for (; this.#isTaken(name); count += 1) name = `${longer}${count}`;
    this.#counts.set(longer, count);
    this.#taken.add(name);
    return name;
  }

  #countOf(name: string): number {
    return this.#counts.get(name) ?? (this.#outer === undefined ? 2 : this.#outer.#countOf(name));
  }

  #isTaken(name: string): boolean {
    if (this.#taken.has(name)) return true;
    return this.#outer === undefined ? RESERVED.has(name) : this.#outer.#isTaken(name);
  }
}

function toIdentifier(text: string): string {
  const words = text.split(/[^A-Za-z0-9]+/).filter((word) => word !== '');
  const joined = words
    .map((word, index) => (index === 0 ? lowerFirst(word) : word.charAt(0).toUpperCase() + word.slice(1)))
    .join('');
  return /^\d/.test(joined) ? `_${joined}` : joined;
}

/** Lower-cases the start of a word: `HTTPServer` becomes `httpServer`. */
function lowerFirst(word: string): string {
  return word.replace(/^[A-Z]+(?![a-z])|^[A-Z]/, (start) => start.toLowerCase());
}
