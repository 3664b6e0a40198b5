import { brotliDecompressSync } from 'node:zlib';
import type { PodRequest } from '@tiphys/engine';
import { readScript } from '../code/script/read-script.ts';

/** A task that can run in a worker: the script of a function. */
export interface FunctionTask {
  readonly source: string;
  /** Whether its worker must not run another task, because what it leaves behind cannot be seen. */
  readonly isSingle: boolean;
}

/** Fields of a template that workers honour, or that no local run needs. A template with another field is run by a process. */
const TEMPLATE_FIELDS: ReadonlySet<string> = new Set([
  'activeDeadlineSeconds',
  'affinity',
  'archiveLocation',
  'failFast',
  'inputs',
  'memoize',
  'metadata',
  'metrics',
  'name',
  'nodeSelector',
  'outputs',
  'parallelism',
  'priority',
  'priorityClassName',
  'retryStrategy',
  'schedulerName',
  'script',
  'serviceAccountName',
  'synchronization',
  'timeout',
  'tolerations',
]);

const SCRIPT_FIELDS: ReadonlySet<string> = new Set([
  'command',
  'env',
  'image',
  'imagePullPolicy',
  'name',
  'resources',
  'source',
]);

/** Variables that Node.js and its libraries read when a process starts. A worker would not heed them. */
const PROCESS_VARIABLE =
  /^(?:TZ|LANG|LANGUAGE|LC_\w+|NODE_\w+|UV_\w+|SSL_\w+|OPENSSL_\w+|LD_\w+|MALLOC_\w+|ARGO_\w+|\w+_proxy)$/i;

/**
 * Returns the task of a pod that can run in a worker; undefined if a process has to run it: for containers, other scripts, and functions
 * whose code or settings need a process of their own.
 */
export function findFunctionTask(request: PodRequest): FunctionTask | undefined {
  const { template, podSpecPatches = [] } = request;
  const { script } = template;
  if (script === undefined || podSpecPatches.some((patch) => patch !== '')) return undefined;
  if (!hasOnly(template, TEMPLATE_FIELDS) || !hasOnly(script, SCRIPT_FIELDS)) return undefined;
  if (template.archiveLocation?.archiveLogs === true || script.command?.join(' ') !== 'node')
    return undefined;
  if ((script.env ?? []).some(({ name = '' }) => PROCESS_VARIABLE.test(name))) return undefined;
  // V8 ends the whole process if a worker with a limit allocates much at once.
  const { cpu, memory } = script.resources?.limits ?? {};
  if (cpu !== undefined || memory !== undefined) return undefined;
  const source = script.source ?? '';
  const code = codeOf(source);
  if (code === undefined || needsProcess(code)) return undefined;
  return { source, isSingle: LEAVES_TRACES.test(code) };
}

function hasOnly(fields: object, known: ReadonlySet<string>): boolean {
  return Object.entries(fields).every(([name, value]) => value === undefined || known.has(name));
}

/** The code of the scripts that were read last. The tasks of a loop have the same. */
const known = new Map<string, string | undefined>();
const MOST_KNOWN = 200;

/** Returns all code of the user in a script; undefined if it is not the script of a function, or loads packages of the project. */
function codeOf(source: string): string | undefined {
  if (known.has(source)) return known.get(source);
  const script = readScript(source);
  const isBundled = script !== undefined && !/[,{]from:/.test(script.description);
  const code = isBundled ? [script.code, ...script.packed.map(unpack)].join('\n') : undefined;
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(source, code);
  return code;
}

function unpack(packed: string): string {
  return brotliDecompressSync(Buffer.from(packed, 'base64')).toString();
}

/** Modules of Node.js that are about the whole process, or lead around what a worker gives to a task. */
const MODULES_OF_PROCESSES =
  /\\?["'`](?:node:)?(?:async_hooks|child_process|cluster|diagnostics_channel|domain|inspector(?:\/promises)?|module|process|readline(?:\/promises)?|repl|sea|sqlite|test|trace_events|tty|v8|vm|wasi|worker_threads)\\?["'`]/;

/** Members of `process` that are the same in a worker. */
const OTHER_USE_OF_PROCESS =
  /\bprocess\b(?!\.(?:arch|argv|cwd|emitWarning|env|exit|exitCode|hrtime|memoryUsage|nextTick|platform|release|stderr|stdout|uptime|version|versions)\b)/;

/** Other words that mean the process. */
const WORDS_OF_PROCESSES = /\bimport\s*\(|\/dev\/|\/proc\b|\bTZ\b|\bsetPriority\b|termination-log|ARGO_/;

const needs = new Map<string, boolean>();

function needsProcess(code: string): boolean {
  const found = needs.get(code);
  if (found !== undefined) return found;
  // Strings in comments and texts may match, too: the process that is used then is never wrong.
  const result =
    MODULES_OF_PROCESSES.test(code) || OTHER_USE_OF_PROCESS.test(code) || WORDS_OF_PROCESSES.test(code);
  if (needs.size >= MOST_KNOWN) needs.clear();
  needs.set(code, result);
  return result;
}

/** What may go on after a task without being seen. */
const LEAVES_TRACES = /\bunref\b|\bFinalizationRegistry\b|\bAtomics\b|\bWebAssembly\b|\bBroadcastChannel\b/;
