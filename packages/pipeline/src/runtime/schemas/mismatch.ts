/** A part of a value that does not match its schema: its place (`values[2].name`), what it must do or be, to follow "must", and itself. */
export type Mismatch = readonly [at: string, wanted: string, found: unknown];
