/** A measurement: one row of the printed table. */
export interface BenchRow {
  readonly tool: string;
  readonly [figure: string]: string | number;
}

/** A limit that `--check` enforces, with the measured value. */
export interface BenchLimit {
  readonly title: string;
  readonly measured: number;
  readonly atMost: number;
}

/** The result of a suite. */
export interface BenchResult {
  readonly rows: readonly BenchRow[];
  readonly limits: readonly BenchLimit[];
  /** Measurements that were not possible here, and why. */
  readonly skipped: readonly string[];
}

/** A group of measurements that are taken together in one run. */
export interface BenchSuite {
  readonly name: string;
  readonly summary: string;
  run(options: BenchOptions): Promise<BenchResult>;
}

/** The options of the measurements from the command line. */
export interface BenchOptions {
  /** The number of measurements of each figure; the median counts. */
  readonly repeat: number;
  /** The sizes to measure, if the suite has sizes. */
  readonly sizes: readonly number[] | undefined;
}
