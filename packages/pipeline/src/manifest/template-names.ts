/** Gives each template a name of its own. */
export class TemplateNames {
  readonly #used = new Set<string>();

  /** Keeps a name for a template that has it already. */
  reserve(name: string): void {
    this.#used.add(name);
  }

  /** Returns the wanted name, with `-2`, `-3` when it is taken. */
  claim(wanted: string): string {
    let name = wanted;
    for (let next = 2; this.#used.has(name); next += 1) name = `${wanted}-${next}`;
    this.#used.add(name);
    return name;
  }
}
