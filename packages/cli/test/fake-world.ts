import { createFiles, type FileOperations } from '../src/world/files.ts';
import type { World } from '../src/world/world.ts';

/** A world that records what is printed. Files are real, in `cwd`. */
export interface FakeWorld {
  readonly world: World;
  readonly out: () => string;
  readonly err: () => string;
}

/** Options of {@link fakeWorld}. */
export interface FakeWorldOptions {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly operations?: Partial<FileOperations>;
  readonly input?: string;
  readonly interrupted?: AbortSignal;
  /** @default there is no terminal to ask at */
  readonly ask?: World['ask'];
  /** Called with what is printed to standard error. */
  readonly onError?: (text: string) => void;
}

/** Returns a world for tests. */
export function fakeWorld(options: FakeWorldOptions): FakeWorld {
  let out = '';
  let err = '';
  return {
    out: () => out,
    err: () => err,
    world: {
      cwd: options.cwd,
      env: options.env ?? { PATH: process.env.PATH ?? '' },
      terminal: {
        out: (text) => {
          out += text;
        },
        data: (text) => {
          out += text;
        },
        err: (text) => {
          err += text;
          options.onError?.(text);
        },
        interactive: false,
        columns: 100,
        rows: 40,
        colour: false,
      },
      files: createFiles(options.operations),
      now: Date.now,
      ask: options.ask,
      readInput: async () => options.input ?? '',
      interrupted: options.interrupted ?? new AbortController().signal,
    },
  };
}
