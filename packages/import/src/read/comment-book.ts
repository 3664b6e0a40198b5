import type { JsonPath } from '@tiphys/models/facts';
import { PathMap } from './path-map.ts';

/** The comments that belong to the values of a document. Each is handed out once, so that none is printed twice and none is lost. */
export class CommentBook {
  readonly #comments: PathMap<readonly string[]>;

  constructor(comments: PathMap<readonly string[]> = new PathMap()) {
    this.#comments = comments;
  }

  /** Returns a book of its own to a way of printing that may turn out not to work. */
  copy(): CommentBook {
    return new CommentBook(new PathMap(this.#comments.entries()));
  }

  /** Takes the comments of a value. */
  take(path: JsonPath): readonly string[] {
    return this.#comments.take(path) ?? [];
  }

  /** Takes the comments of a value and of what is in it. */
  takeWithin(path: JsonPath): readonly string[] {
    return this.#comments.takeWithin(path).flat();
  }

  /** Hands the comments of a value, and of what is in it, to another. */
  move(from: JsonPath, to: JsonPath): void {
    const texts = this.takeWithin(from);
    if (texts.length > 0) this.#comments.set(to, [...this.take(to), ...texts]);
  }
}
