import path from 'node:path';

/** Returns a text with the paths in the working directory, and beside it, relative to it. */
export function withRelativePaths(text: string, cwd: string): string {
  const parent = path.dirname(cwd);
  const inFolder = (folder: string): RegExp => {
    const literal = `${folder}${path.sep}`.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`);
    return new RegExp(String.raw`(?<![\w./\\-])${literal}(?=[\w.@-])`, 'g');
  };
  const relative = text.replaceAll(inFolder(cwd), '');
  // A parent such as / or /tmp says nothing about the project.
  return path.dirname(parent) === path.parse(parent).root
    ? relative
    : relative.replaceAll(inFolder(parent), `..${path.sep}`);
}
