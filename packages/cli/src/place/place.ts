import type { Cluster } from '@tiphys/client';
import type { RunFolder } from '@tiphys/engine';
import type { NodeStatus, Template, Workflow } from '@tiphys/models';
import type { Runs } from '@tiphys/runs';
import type { FindTemplate } from './find-template.ts';

/** What is known of runs besides their Workflow objects. */
export interface RunDetails {
  /** Returns the phase of a run for people, such as `Running (Suspended)`, or `Interrupted` if the process of a local run was killed. */
  statusOf(workflow: Workflow): string;
  /** Returns what a user should know about a run besides its phase, such as how to continue it; undefined if there is nothing. */
  noticeOf(workflow: Workflow): string | undefined;
  /** Returns the template that a node ran, undefined if it is not known. */
  templateOf(workflow: Workflow, node: NodeStatus): Template | undefined;
  /** Returns the files of a run; undefined if they are not on this machine. */
  folderOf(name: string): RunFolder | undefined;
}

/** The runs of a place, with what is known of them. */
export type PlaceRuns = Runs & RunDetails;

/** How a run ended, or that it was left. */
export interface FollowedRun {
  readonly workflow: Workflow;
  /** Whether the user left the run before its end. */
  readonly left: boolean;
}

/** Where runs are: on this machine, or in a cluster. */
export interface Place {
  readonly runs: PlaceRuns;
  /** The options that lead other commands here, with a space before each. Empty for the default. */
  readonly flags: string;
  /** The cluster; undefined for this machine. */
  readonly cluster: Cluster | undefined;
  /** Returns the runs of the namespace of a run that `runs` has listed. */
  runsOf(workflow: Workflow): PlaceRuns;
  /** Returns what finds the templates that a run may call. */
  templatesOf(workflow: Workflow): FindTemplate;
  /** Returns a run that `runs` has just returned as it is now: what local runs return is up to a second old. */
  latestOf(run: Workflow): Promise<Workflow>;
  /** Tells whether {@link Place.follow} follows a run. */
  follows(run: Workflow): boolean;
  /**
   * Follows a run that an operation has just started or continued, with its progress and questions on the terminal, until it has ended or the user
   * leaves it. Returns undefined if nobody follows it: neither does this process drive it, nor do options of the command ask for it.
   */
  follow(run: Workflow): Promise<FollowedRun | undefined>;
}
