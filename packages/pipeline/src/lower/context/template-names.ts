/** Assigns unique names to templates. */
export class TemplateNames {
  readonly #used = new Set<string>();

  /** Reserves the name of an existing template. */
  reserve(name: string): void {
    this.#used.add(name);
  }

  /** Returns the wanted name, with `-2`, `-3` if it is taken. */
  claim(wanted: string): string {
    let name = wanted;
    for (let next = 2; this.#used.has(name); next += 1) name = `${wanted}-${next}`;
    this.#used.add(name);
    return name;
  }
}
