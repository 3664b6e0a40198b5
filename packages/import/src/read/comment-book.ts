import type { JsonPath } from '@tiphys/models/facts';
import { PathMap } from './path-map.ts';

/** The comments of the values of a document. Each one is taken once, so none is printed twice or lost. */
export class CommentBook {
  readonly #comments: PathMap<readonly string[]>;

  constructor(comments: PathMap<readonly string[]> = new PathMap()) {
    this.#comments = comments;
  }

  /** Returns a copy for an attempt at printing that may fail. */
  copy(): CommentBook {
    return new CommentBook(new PathMap(this.#comments.entries()));
  }

  /** Takes the comments of a value. */
  take(path: JsonPath): readonly string[] {
    return this.#comments.take(path) ?? [];
  }

  /** Takes the comments of a value and of all nested values. */
  takeWithin(path: JsonPath): readonly string[] {
    return this.#comments.takeWithin(path).flat();
  }

  /** Moves the comments of a value and of all nested values to another value. */
  move(from: JsonPath, to: JsonPath): void {
    const texts = this.takeWithin(from);
    if (texts.length > 0) this.#comments.set(to, [...this.take(to), ...texts]);
  }
}
