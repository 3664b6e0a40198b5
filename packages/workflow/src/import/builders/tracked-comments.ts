import { formatPath, type JsonPath } from '../../json-path.ts';
import type { CommentBook } from '../find-comments.ts';

/** Comments that remember which of them were printed, so that none is lost. */
export class TrackedComments extends Map<string, readonly string[]> {
  readonly #printed = new Set<string>();

  constructor(comments: CommentBook) {
    super(comments);
  }

  override get(path: string): readonly string[] | undefined {
    this.#printed.add(path);
    return super.get(path);
  }

  /** Hands those of a value, and of what is in it, that were not printed yet to another. */
  move(from: JsonPath, to: JsonPath): void {
    const texts = this.takeBelow(from);
    if (texts.length > 0) this.set(formatPath(to), [...(super.get(formatPath(to)) ?? []), ...texts]);
  }

  /** Gives those of a value and of what is in it that were not printed yet. */
  takeBelow(path: JsonPath): readonly string[] {
    const start = formatPath(path);
    return [...this.keys()]
      .filter(
        (key) => start === '' || key === start || key.startsWith(`${start}.`) || key.startsWith(`${start}[`),
      )
      .filter((key) => !this.#printed.has(key))
      .flatMap((key) => this.get(key) ?? []);
  }
}
