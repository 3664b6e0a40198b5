import { type ParserPlugin, parse } from '@babel/parser';
import type { Program } from '@babel/types';

/** Parses a module. Returns undefined if it cannot be parsed. */
export function parseModule(text: string, path: string): Program | undefined {
  try {
    return parse(text, {
      sourceType: /\.(?:m[jt]s|ts|tsx)$/.test(path) ? 'module' : 'unambiguous',
      plugins: pluginsOf(path),
      attachComment: false,
      // esbuild reports other mistakes.
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
