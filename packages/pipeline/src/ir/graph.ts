import type { ExpressionNode } from '@tiphys/expression';
import type { JsonSchema } from '@tiphys/signature/model';
import type { ArrowFunction } from './arrow-function.ts';
import type { CallSite } from './call-site.ts';
import type { ArtifactLocation } from './component/artifact-location.ts';
import type { ComponentConfiguration } from './component/component-configuration.ts';
import type { PipelineInput } from './component/pipeline-input.ts';
import type { FunctionConstants } from './constant.ts';
import type { ResolvedOptions, ResolvedRetry } from './settings/settings.ts';
import type { Lock } from './surface/lock.ts';

/** The tasks of one body. */
export interface Scope {
  readonly kind: 'pipeline' | 'loop' | 'branch' | 'group' | 'attempt' | 'rounds' | 'exit' | 'handler';
  readonly parent: Scope | undefined;
  readonly depth: number;
  readonly tasks: TaskNode[];
  /** How often each name was requested. Branches share the names of the enclosing body, because their tasks may be in the same template. */
  readonly names: Map<string, number>;
  /** Formulas that were created in the body, even if nothing uses them. */
  readonly formulas: Formula[];
  /** Settings of the tasks in it, below those of their components. */
  readonly defaults?: ResolvedOptions | undefined;
  /** Whether a task may wait for one that was added after it. */
  reordered: boolean;
}

/** What a body returned: nothing, one value, or named values. */
export type BodyResult =
  | undefined
  | { readonly kind: 'one'; readonly source: Source }
  | { readonly kind: 'named'; readonly sources: ReadonlyMap<string, Source> };

/** A body inside a task. */
export interface Body {
  /** Its name among the bodies of the task: `then`, `otherwise`. */
  readonly name: string;
  readonly scope: Scope;
  /** The condition under which it runs; undefined if it has none. */
  readonly condition: Formula | undefined;
  readonly result: BodyResult;
}

/** Tasks that run beside a task or a run: at its end, or as soon as a condition on its status is true. */
export interface Handler {
  /** Name of the hook in Argo: `exit` for the exit handler. */
  readonly name: string;
  /** The condition on the status; undefined for the exit handler. */
  readonly condition: ArrowFunction | undefined;
  readonly body: Body;
}

/** A condition on the end of other tasks, as in `after`. */
export type Ending =
  | { readonly kind: 'end'; readonly of: TaskNode; readonly when: EndingWord }
  | { readonly kind: 'all' | 'any'; readonly of: readonly Ending[] }
  | { readonly kind: 'not'; readonly of: Ending };

/**
 * How a task ended. `done` is the default of a task that uses an output: it succeeded, or is a branch that did not run.
 */
export type EndingWord = 'done' | 'succeeded' | 'failed' | 'skipped' | 'ended' | 'anySucceeded' | 'allFailed';

/** The common fields of all tasks. */
interface AnyNode {
  readonly scope: Scope;
  readonly name: string;
  readonly site: CallSite;
  /** Position among the tasks of its body. */
  order: number;
  /** What it waits for besides the outputs that it uses. */
  after: readonly Ending[] | undefined;
  /** What the task itself reads, without what its bodies read. Undefined for omitted arguments. */
  readonly reads: readonly (Source | undefined)[];
  /** The bodies inside it. */
  readonly bodies: readonly Body[];
  /** The exit handler and the hooks, if there are any. */
  handlers?: readonly Handler[];
}

/** A call of a component. What it reads are the arguments, in the order of the inputs. */
export interface CallNode extends AnyNode {
  readonly kind: 'call';
  readonly component: ComponentConfiguration;
  /** The pipeline that it calls; undefined for every other component. */
  readonly called?: PipelineCall;
  readonly options: ResolvedOptions | undefined;
  /** The file that a loop around it collects. */
  collected?: CollectedFile;
}

/** A file that a call writes for the list of files of a loop. */
export interface CollectedFile {
  readonly loop: LoopNode;
  /** The field of the result; undefined for the result itself. */
  readonly field: string | undefined;
}

/** A pipeline that another pipeline calls. Its template is the same for all calls. */
export interface CalledPipeline {
  readonly name: string;
  readonly site: CallSite;
  /** Whether it is a ClusterWorkflowTemplate in the cluster. */
  readonly clusterScope: boolean;
  /** Its inputs, in the order of the arguments. */
  readonly inputs: readonly CalledInput[];
  readonly scope: Scope;
  readonly result: BodyResult;
}

/** An input of a called pipeline. */
export interface CalledInput {
  /** Completed after all tasks have been read. */
  input: PipelineInput;
  readonly source: GivenSource;
}

/** How a pipeline is called: as a part of the calling one, in its own object in the cluster, or as a workflow of its own. */
export interface PipelineCall {
  readonly how: 'part' | 'reference' | 'submission';
  readonly pipeline: CalledPipeline;
  /** Whether the entrypoint of a WorkflowTemplate calls the template of the same pipeline. */
  readonly isOwn?: true;
  /** When and how often a part is retried as a whole. */
  readonly retry: number | ResolvedRetry | undefined;
  /** Maximum number of tasks of a part that run at a time. */
  readonly parallelism: number | undefined;
  /** Whether no more tasks of a part start once one has failed. */
  readonly failFast: boolean | undefined;
}

/** A body that runs once for each item of a list. */
export interface LoopNode extends AnyNode {
  readonly kind: 'loop';
  name: string;
  readonly list: Source;
  readonly parallelism: number | undefined;
  usesIndex: boolean;
  /** Whether its result is the list of the files of its body. */
  collected: boolean;
  bodies: readonly [Body] | readonly [];
}

/** How the results of several bodies become one result. */
export interface JoinedResult {
  /** `named` if all bodies return objects with the same names. */
  readonly kind: 'one' | 'named';
  /** The results that are passed as files, by name. */
  readonly files: ReadonlyMap<string, JoinedFile>;
}

/** A result of several bodies that is passed as a file. */
export interface JoinedFile {
  readonly route: 'large' | 'file';
  /** Whether it is a list of files. */
  readonly list: boolean;
}

/** Bodies of which one runs: the first whose condition holds. The last one may have no condition. */
export interface BranchNode extends AnyNode {
  readonly kind: 'branch';
  /** Whether the user chose the name. */
  readonly named: boolean;
  /** What it chooses by, if it is a `match`: at most one condition holds, and the run fails if none does. */
  readonly subject: Source | undefined;
  /** How its results are joined; undefined if it has none. */
  joined: JoinedResult | undefined;
  bodies: readonly Body[];
}

/** Tasks that succeed or fail as one. */
export interface GroupNode extends AnyNode {
  readonly kind: 'group';
  readonly parallelism: number | undefined;
  readonly retry: number | ResolvedRetry | undefined;
  readonly lock: Lock | readonly Lock[] | undefined;
  readonly failFast: boolean | undefined;
  bodies: readonly [Body] | readonly [];
}

/** A body that runs round after round, each with what the last one returned, until its condition holds. */
export interface RoundsNode extends AnyNode {
  readonly kind: 'rounds';
  /** The state before the first round. */
  readonly initial: NonNullable<BodyResult>;
  readonly state: GivenSource;
  readonly round: GivenSource;
  /** Maximum number of rounds. */
  readonly max: number;
  /** Time between two rounds, as Argo takes it. */
  readonly pause: string | undefined;
  /** What happens if the condition does not hold after the last round. */
  readonly onLimit: 'fail' | 'return';
  bodies: readonly [Body] | readonly [];
}

/** A task that waits for a person: for the values of its fields, or only for a go-ahead. */
export interface QuestionNode extends AnyNode {
  readonly kind: 'question';
  readonly fields: readonly PipelineInput[];
  /** A text for whoever answers. */
  readonly message: Source | undefined;
  /** When the defaults become the answer, as Argo takes it. */
  readonly timeout: string | undefined;
}

/** A task that waits for some time. */
export interface PauseNode extends AnyNode {
  readonly kind: 'pause';
  /** A duration as Argo takes it, or the number of seconds. */
  readonly time: string | Source;
}

/** A body whose failure is not the end of the run. */
export interface AttemptNode extends AnyNode {
  readonly kind: 'attempt';
  /** What its output is; undefined until the user says so: the results of both bodies joined, or how the first one ended. */
  mode: 'joined' | 'settled' | undefined;
  /** How the results of both bodies are joined; undefined if they have none. */
  joined: JoinedResult | undefined;
  /** The body that may fail, and the one that runs or gives a value after its failure. */
  bodies: readonly [Body] | readonly [Body, Body];
}

/** A task of a body. */
export type TaskNode =
  | CallNode
  | LoopNode
  | BranchNode
  | GroupNode
  | RoundsNode
  | QuestionNode
  | PauseNode
  | AttemptNode;

/** The current item of a loop, or its index. */
export interface ItemSource {
  readonly kind: 'item' | 'index';
  readonly scope: Scope;
  readonly loop: LoopNode;
  readonly schema: JsonSchema;
}

/** An input of the pipeline. */
export interface InputSource {
  readonly kind: 'input';
  readonly scope: undefined;
  readonly name: string;
  /** Its description, which is completed after all tasks have been read. */
  input: PipelineInput;
}

/** A value that the template of a body gets as an input parameter, as JSON text, from the task that calls it. */
export interface GivenSource {
  readonly kind: 'given';
  readonly scope: Scope;
  /** Name of the parameter. */
  readonly name: string;
  /** What it is, for messages: `The state of the round`. */
  readonly what: string;
  /** Completed after all tasks have been read, if it is the input of a pipeline without a default. */
  schema: JsonSchema;
  /** Set if it is a file, and so an input artifact. */
  readonly route?: 'file';
}

/** A field of a value that is an object. */
export interface FieldSource {
  readonly kind: 'field';
  readonly scope: Scope | undefined;
  readonly of: Source;
  readonly name: string;
  readonly schema: JsonSchema;
}

/** The same value as another source, of which more is known in a body: the member of a union that a case of `match` runs for. */
export interface NarrowedSource {
  readonly kind: 'narrowed';
  readonly scope: Scope;
  readonly of: Source;
  readonly schema: JsonSchema;
}

/** A value computed by Argo from other values. */
export interface ExpressionSource {
  readonly kind: 'expression';
  readonly scope: Scope | undefined;
  readonly formula: Formula;
}

/** A value that is known when the pipeline is compiled. */
export interface LiteralSource {
  readonly kind: 'literal';
  readonly scope: undefined;
  /** JSON text, encoded as tasks exchange it. */
  readonly text: string;
}

/** A list of files of different tasks. */
export interface FilesSource {
  readonly kind: 'files';
  readonly scope: undefined;
  readonly files: readonly Source[];
}

/** A file from elsewhere, such as a web server or a bucket. */
export interface FileSource {
  readonly kind: 'file';
  readonly scope: Scope | undefined;
  /** Its location, in the fields of an artifact. */
  readonly location: ArtifactLocation;
  /** The texts of the location that are known only when the workflow runs. */
  readonly parts: readonly LocationPart[];
}

/** A text of a location that is an output. */
export interface LocationPart {
  /** The field: `['http', 'url']`. */
  readonly path: readonly [kind: string, field: string];
  readonly source: Source;
}

/** The address of a file that a task writes, such as `s3://bucket/key`. */
export interface UriSource {
  readonly kind: 'uri';
  readonly scope: Scope;
  readonly of: CallNode;
  /** The field of the result; undefined for the result itself. */
  readonly field: string | undefined;
  readonly site: CallSite;
}

/** Something that Argo knows about the run, such as its status. */
export interface VariableSource {
  readonly kind: 'variable';
  /** The body in which it is known; undefined if it is known everywhere. */
  readonly scope: Scope | undefined;
  /** What it is, for messages: `The outcome of the workflow`. */
  readonly what: string;
  readonly schema: JsonSchema;
  /** The expression for its value. */
  readonly node: ExpressionNode;
  /** The expression for its JSON text, if there is one that keeps all digits of numbers. */
  readonly text?: ExpressionNode;
  /** Whether it is the result of the run, which Argo has to publish for the exit handler. */
  readonly isResult?: true;
  /** The path of Argo's variable with the value as plain text, if there is one. */
  readonly path?: readonly string[];
}

/** Where a value comes from. */
export type Source =
  | TaskNode
  | ItemSource
  | InputSource
  | GivenSource
  | FieldSource
  | NarrowedSource
  | ExpressionSource
  | LiteralSource
  | FilesSource
  | FileSource
  | UriSource
  | VariableSource;

/** A function of values that Argo computes: an arrow function, or a tree of builders. */
export interface Formula {
  readonly inputs: readonly Source[];
  /** The arrow function, or a tree with operands in place of the inputs. */
  readonly body: ((...values: never[]) => unknown) | ExpressionNode;
  readonly site: CallSite;
  /** The constants of the arrow function. @default none, and unknown variables */
  readonly constants?: FunctionConstants;
  /** Throws if the inputs do not fit the operators. Called again after arrow functions have been translated, when more types are known. */
  readonly verify?: () => void;
  /** The schema of the value, which is set once an arrow function has been translated. */
  schema: JsonSchema;
}

const TASK_KINDS: ReadonlySet<string> = new Set<TaskNode['kind']>([
  'call',
  'loop',
  'branch',
  'group',
  'rounds',
  'question',
  'pause',
  'attempt',
]);

/** Tells whether a source is a task. */
export function isTask(source: Source): source is TaskNode {
  return TASK_KINDS.has(source.kind);
}
