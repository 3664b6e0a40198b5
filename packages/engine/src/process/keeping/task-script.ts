/** A command to run, given by absolute path. */
export interface TaskCommand {
  readonly command: readonly string[];
  /** Folder to start in; undefined to stay where the keeper is. */
  readonly workingDirectory: string | undefined;
  readonly environment: ReadonlyMap<string, string>;
}

/** What the script needs from this machine. */
export interface ScriptContext {
  /** Lines that come before the variables are set. */
  readonly before: readonly string[];
  /** Absolute path of `env`. */
  readonly env: string;
}

/** A line that ends a script whose task was stopped before it started. See `keeper-scripts.ts`. */
export const UNLESS_STOPPED = '! read -r _ <&3 || exit 143; exec 3<&-';

/** Names that shells accept as variables, without those that mean something to a shell or are set by it. */
const PLAIN_NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;
const OWN_NAMES =
  /^(?:_|IFS|OPTIND|OPTARG|PPID|UID|EUID|GROUPS|PWD|OLDPWD|SHLVL|ENV|PS[1-4]|LINENO|RANDOM|SECONDS|MAIL\w*|HISTCMD|DIRSTACK|FUNCNAME|SHELLOPTS|POSIXLY_CORRECT|BASH\w*)$/;

/**
 * Returns the shell script that becomes a command: it sets exactly the given variables, and replaces the shell.
 * The record, any text without line feeds, is put into a comment in front of it.
 */
export function writeTaskScript(record: string, task: TaskCommand, context: ScriptContext): string {
  const variables = [...task.environment];
  const exported = variables.filter(([name]) => isPlain(name));
  // Only `env` can set names with a dot, or those that mean something to the shell.
  const others = variables.filter(([name]) => !isPlain(name)).map(([name, value]) => `${name}=${value}`);
  const command = [...(others.length === 0 ? [] : [context.env, '--', ...others]), ...task.command];
  return [
    `# ${record}`,
    ...context.before,
    ...(task.workingDirectory === undefined ? [] : [`cd -- ${quote(task.workingDirectory)} || exit 1`]),
    'unset PWD OLDPWD SHLVL PATH',
    ...exported.map(([name, value]) => `export ${name}=${quote(value)}`),
    `exec ${command.map(quote).join(' ')}`,
    'exit 126',
    '',
  ].join('\n');
}

function isPlain(name: string): boolean {
  return PLAIN_NAME.test(name) && !OWN_NAMES.test(name);
}

/** Quotes a word for the shell. */
function quote(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`;
}
