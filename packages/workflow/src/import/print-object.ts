import { type PrintOptions, printComments, printKey, printValue } from './print-value.ts';

/** Gives the body of an object as a literal that is never on one line: it is the frame of the file. */
export function printObject(body: Readonly<Record<string, unknown>>, options: PrintOptions): string {
  const fields = Object.entries(body).map(([key, content]) => {
    const place = { path: [key], indent: '  ', column: key.length + 4 };
    const code = printValue(content, place, options);
    return `${printComments(options.comments.get(key), '  ')}  ${printKey(key)}: ${code},\n`;
  });
  return fields.length === 0 ? '{}' : `{\n${fields.join('')}}`;
}
