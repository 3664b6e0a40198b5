/** A measured figure: a row of the table that is printed. */
export interface BenchRow {
  readonly tool: string;
  readonly [figure: string]: string | number;
}

/** A limit that `--check` holds, with what was measured. */
export interface BenchLimit {
  readonly title: string;
  readonly measured: number;
  readonly atMost: number;
}

/** What a suite measured. */
export interface BenchResult {
  readonly rows: readonly BenchRow[];
  readonly limits: readonly BenchLimit[];
  /** What could not be measured here, and why. */
  readonly skipped: readonly string[];
}

/** A group of measurements that are made side by side in one run. */
export interface BenchSuite {
  readonly name: string;
  readonly summary: string;
  run(options: BenchOptions): Promise<BenchResult>;
}

/** What the command line says of the measurements. */
export interface BenchOptions {
  /** How often each figure is measured; the median counts. */
  readonly repeat: number;
  /** Sizes to measure, where the suite has sizes. */
  readonly sizes: readonly number[] | undefined;
}
