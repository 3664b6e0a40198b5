import { readFile, writeFile } from 'node:fs/promises';
import type { InputFile, Large, OutputFile } from '@tiphys/pipeline';
import { parse } from 'csv-parse/sync';

/** One reading of a station. */
export interface Reading {
  readonly station: string;
  readonly day: string;
  /** Degrees Celsius; absent if the sensor reported nothing. */
  readonly temperature?: number;
}

/** The summary of a station. */
export interface Summary {
  readonly station: string;
  readonly readings: number;
  readonly mean: number | null;
}

/** Writes a table of readings, as a source system would export it. */
export async function extract(days: number): Promise<OutputFile> {
  const rows = Array.from({ length: days }, (_, day) => {
    const date = new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10);
    return [`Reykjavík,${date},${day % 7 === 3 ? '' : -4 + (day % 9)}`, `Kraków,${date},${2 + (day % 5)}`];
  });
  await writeFile('readings.csv', ['station,day,temperature', ...rows.flat()].join('\n'));
  return 'readings.csv';
}

/** Parses the table and leaves out what no sensor measured. */
export async function transform(table: InputFile): Promise<Large<Reading[]>> {
  const rows: Record<string, string>[] = parse(await readFile(table, 'utf8'), { columns: true });
  return rows.map(({ station = '', day = '', temperature = '' }) => ({
    station,
    day,
    ...(temperature === '' ? {} : { temperature: Number(temperature) }),
  }));
}

/** Names the stations that have readings. */
export function listStations(readings: Large<Reading[]>): string[] {
  return [...new Set(readings.map(({ station }) => station))].sort();
}

/** Sums up the readings of one station. */
export function summarise(station: string, readings: Large<Reading[]>): Summary {
  const values = readings.flatMap((reading) =>
    reading.station === station && reading.temperature !== undefined ? [reading.temperature] : [],
  );
  const sum = values.reduce((total, value) => total + value, 0);
  return {
    station,
    readings: values.length,
    mean: values.length === 0 ? null : Math.round((sum / values.length) * 10) / 10,
  };
}

/** Writes the summaries as a report. */
export async function publish(summaries: Summary[]): Promise<OutputFile> {
  await writeFile('report.json', JSON.stringify(summaries, undefined, 2));
  return 'report.json';
}
