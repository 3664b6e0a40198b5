import { type ParserPlugin, parse } from '@babel/parser';
import type { Program } from '@babel/types';

/** Returns the syntax tree of a module, or undefined when it cannot be parsed. */
export function parseModule(text: string, path: string): Program | undefined {
  try {
    return parse(text, {
      sourceType: /\.(?:m[jt]s|ts|tsx)$/.test(path) ? 'module' : 'unambiguous',
      plugins: pluginsOf(path),
      attachComment: false,
      // What is wrong beyond the syntax is for esbuild to say.
      errorRecovery: true,
      allowReturnOutsideFunction: true,
      allowUndeclaredExports: true,
    }).program;
  } catch {
    return undefined;
  }
}

function pluginsOf(path: string): ParserPlugin[] {
  const decorators: ParserPlugin[] = ['decorators-legacy'];
  if (/\.[mc]?ts$/.test(path)) return ['typescript', ...decorators];
  return path.endsWith('.tsx') ? ['typescript', 'jsx', ...decorators] : ['jsx', ...decorators];
}
